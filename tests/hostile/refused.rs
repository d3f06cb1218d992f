//! A host where namespaces are refused, or whose kernel is older.

use std::collections::BTreeMap;
use std::os::unix::process::CommandExt;
use std::process::Command;

use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule, apply_filter,
};

/// Refuses them to a command.
pub fn refuse_namespaces(command: &mut Command) {
    impose(command, namespaces());
}

/// Answers a command as kernels before 6.4 do: what they have told of the machine is not repeated (`PR_GET_AUXV`), and must
/// not be needed by a process that may not open its own files.
pub fn refuse_what_is_new(command: &mut Command) {
    // Of the kernel's `linux/prctl.h`.
    const PR_GET_AUXV: u64 = 0x4155_5856;
    let condition =
        SeccompCondition::new(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, PR_GET_AUXV);
    let asks = SeccompRule::new(vec![condition.unwrap()]).unwrap();
    let refused = [(libc::SYS_prctl, vec![asks])];
    impose(command, vec![filter(refused.into(), libc::EINVAL)]);
}

fn impose(command: &mut Command, filters: Vec<BpfProgram>) {
    #[expect(
        unsafe_code,
        reason = "what the run is refused must be set before it begins"
    )]
    // SAFETY: between fork and exec it makes system calls only; all memory was taken before.
    unsafe {
        command.pre_exec(move || {
            for filter in &filters {
                apply_filter(filter).map_err(std::io::Error::other)?;
            }
            Ok(())
        });
    }
}

fn filter(rules: BTreeMap<i64, Vec<SeccompRule>>, errno: libc::c_int) -> BpfProgram {
    let filter = SeccompFilter::new(
        rules,
        SeccompAction::Allow,
        SeccompAction::Errno(errno.cast_unsigned()),
        std::env::consts::ARCH.try_into().unwrap(),
    );
    BpfProgram::try_from(filter.unwrap()).unwrap()
}

/// As containers do it: no new namespaces, and a `clone3` that libraries take for missing.
fn namespaces() -> Vec<BpfProgram> {
    let flag = u64::from(libc::CLONE_NEWUSER.cast_unsigned());
    let has = SeccompCmpOp::MaskedEq(flag);
    let condition = SeccompCondition::new(0, SeccompCmpArgLen::Dword, has, flag).unwrap();
    let clone = vec![SeccompRule::new(vec![condition]).unwrap()];
    let refused = [(libc::SYS_unshare, vec![]), (libc::SYS_clone, clone)];
    vec![
        filter(BTreeMap::from(refused), libc::EPERM),
        filter(BTreeMap::from([(libc::SYS_clone3, vec![])]), libc::ENOSYS),
    ]
}
