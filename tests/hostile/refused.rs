//! A host where namespaces are refused.

use std::collections::BTreeMap;
use std::os::unix::process::CommandExt;
use std::process::Command;

use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule, apply_filter,
};

/// Refuses them to a command.
pub fn refuse_namespaces(command: &mut Command) {
    let filters = filters();
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

/// As containers do it: no new namespaces, and a `clone3` that libraries take for missing.
fn filters() -> Vec<BpfProgram> {
    let filter = |rules, errno: libc::c_int| {
        let filter = SeccompFilter::new(
            rules,
            SeccompAction::Allow,
            SeccompAction::Errno(errno.cast_unsigned()),
            std::env::consts::ARCH.try_into().unwrap(),
        );
        BpfProgram::try_from(filter.unwrap()).unwrap()
    };
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
