//! The system calls that programs are refused.
//!
//! A list of what is denied, as containers have, and not of what is allowed: the next version of a C library or of tokio
//! may use any harmless call, and its student would be blamed. What is denied either reaches the kernel where it is
//! seldom tried, or leads out of the machine, or takes memory that no limit counts.

use std::collections::BTreeMap;

use rustix::io::Errno;
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule, TargetArch, apply_filter, sock_filter,
};

use super::error::{Failed, Stage};

/// Denied whatever the arguments.
const DENIED: &[i64] = &[
    // Namespaces, mounts and roots.
    libc::SYS_unshare,
    libc::SYS_setns,
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_pivot_root,
    libc::SYS_chroot,
    libc::SYS_fsopen,
    libc::SYS_fsconfig,
    libc::SYS_fsmount,
    libc::SYS_fspick,
    libc::SYS_open_tree,
    libc::SYS_move_mount,
    libc::SYS_mount_setattr,
    libc::SYS_swapon,
    libc::SYS_swapoff,
    libc::SYS_quotactl,
    libc::SYS_quotactl_fd,
    libc::SYS_fanotify_init,
    // The system's files are the host's: whoever watches them sees what its other programs do.
    libc::SYS_inotify_init1,
    libc::SYS_name_to_handle_at,
    libc::SYS_open_by_handle_at,
    // Other processes.
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_process_madvise,
    libc::SYS_kcmp,
    libc::SYS_pidfd_getfd,
    // Parts of the kernel that programs like these have no use for.
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
    libc::SYS_io_uring_setup,
    libc::SYS_io_uring_enter,
    libc::SYS_io_uring_register,
    libc::SYS_userfaultfd,
    libc::SYS_add_key,
    libc::SYS_request_key,
    libc::SYS_keyctl,
    libc::SYS_init_module,
    libc::SYS_finit_module,
    libc::SYS_delete_module,
    libc::SYS_kexec_load,
    libc::SYS_reboot,
    libc::SYS_acct,
    libc::SYS_syslog,
    libc::SYS_vhangup,
    libc::SYS_sethostname,
    libc::SYS_setdomainname,
    // The host's clock and processors.
    libc::SYS_settimeofday,
    libc::SYS_clock_settime,
    libc::SYS_clock_adjtime,
    libc::SYS_adjtimex,
    libc::SYS_sched_setaffinity,
    libc::SYS_mbind,
    libc::SYS_set_mempolicy,
    libc::SYS_migrate_pages,
    libc::SYS_move_pages,
    // Memory that belongs to no process, so that nobody would see who uses it. Besides, a file in memory can be executed
    // without being readable, which hides its process from the grader.
    libc::SYS_memfd_create,
    libc::SYS_memfd_secret,
    libc::SYS_shmget,
    libc::SYS_semget,
    libc::SYS_msgget,
    libc::SYS_mq_open,
    // A pipe would keep 2 MiB for each byte of a large page that it was given and that its process has left.
    libc::SYS_vmsplice,
];

#[cfg(target_arch = "x86_64")]
const DENIED_HERE: &[i64] = &[
    libc::SYS_inotify_init,
    libc::SYS_kexec_file_load,
    libc::SYS_iopl,
    libc::SYS_ioperm,
    libc::SYS_modify_ldt,
    libc::SYS_uselib,
    libc::SYS_ustat,
    libc::SYS_sysfs,
];
#[cfg(not(target_arch = "x86_64"))]
const DENIED_HERE: &[i64] = &[];

/// Requests of ioctl(2) that type into a terminal: `TIOCSTI` and `TIOCLINUX` (asm-generic/ioctls.h). C libraries do not agree on their
/// type.
const TYPING: [u64; 2] = [0x5412, 0x541c];

/// Commands of fcntl(2) that tell what others do with a file or a folder, and make them wait for it.
const WATCHING: [libc::c_int; 2] = [libc::F_NOTIFY, libc::F_SETLEASE];

/// `clone` with any of these makes a namespace.
const NAMESPACES: [libc::c_int; 7] = [
    libc::CLONE_NEWUSER,
    libc::CLONE_NEWNS,
    libc::CLONE_NEWPID,
    libc::CLONE_NEWNET,
    libc::CLONE_NEWIPC,
    libc::CLONE_NEWUTS,
    libc::CLONE_NEWCGROUP,
];

/// What `personality` may be given: a question, and the value that every program has.
const PERSONALITIES: [u64; 2] = [0, 0xffff_ffff];

/// The low bits of a socket's type; the others are flags.
const TYPE: u64 = 0xf;

/// What a program may open sockets to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Network {
    /// A network of its own, where datagrams lead nowhere, and a resolver makes some to sort addresses.
    Own,
    /// The host's, on which only TCP can be held to its ports.
    Shared,
}

/// Filters of system calls, ready for the kernel.
pub(super) struct Filters(Vec<BpfProgram>);

impl Filters {
    /// The filters of a program.
    ///
    /// # Errors
    /// On an architecture for which none can be made.
    pub(super) fn new(network: Network) -> Result<Self, Failed> {
        let filter = |rules, errno: Errno| {
            let architecture = TargetArch::try_from(std::env::consts::ARCH)?;
            let refuse = SeccompAction::Errno(errno.raw_os_error().cast_unsigned());
            BpfProgram::try_from(SeccompFilter::new(
                rules,
                SeccompAction::Allow,
                refuse,
                architecture,
            )?)
        };
        // A filter cannot look into what `clone3` is given. Libraries try `clone` next, as on a kernel without it.
        let newer = BTreeMap::from([(libc::SYS_clone3, vec![])]);
        let filters = denied(network).and_then(|denied| {
            Ok(vec![
                filter(denied, Errno::PERM)?,
                filter(newer, Errno::NOSYS)?,
            ])
        });
        let mut filters: Vec<BpfProgram> = filters
            .map_err(|_| Errno::NOSYS)
            .stage("make a filter of system calls")?;
        if cfg!(target_arch = "x86_64") {
            filters.push(no_x32());
        }
        Ok(Self(filters))
    }

    /// Filters the calls of this process and of all that it starts. It must have renounced new privileges.
    pub(super) fn impose(&self) -> Result<(), Failed> {
        for filter in &self.0 {
            apply_filter(filter)
                .map_err(|_| {
                    Errno::from_io_error(&std::io::Error::last_os_error()).unwrap_or(Errno::INVAL)
                })
                .stage("filter system calls")?;
        }
        Ok(())
    }
}

type Rules = BTreeMap<i64, Vec<SeccompRule>>;

fn denied(network: Network) -> Result<Rules, seccompiler::BackendError> {
    let mut rules: Rules = DENIED
        .iter()
        .chain(DENIED_HERE)
        .map(|call| (*call, vec![]))
        .collect();
    let of = SeccompCondition::new;
    let (word, eq, ne) = (SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, SeccompCmpOp::Ne);
    let mut deny = |call, conditions: Vec<_>| {
        rules
            .entry(call)
            .or_default()
            .push(SeccompRule::new(conditions)?);
        Ok(())
    };
    for flag in NAMESPACES {
        let flag = u64::from(flag.cast_unsigned());
        let has = SeccompCmpOp::MaskedEq(flag);
        deny(libc::SYS_clone, vec![of(0, word.clone(), has, flag)?])?;
    }
    for request in TYPING {
        deny(
            libc::SYS_ioctl,
            vec![of(1, word.clone(), eq.clone(), request)?],
        )?;
    }
    for command in WATCHING {
        let command = u64::from(command.cast_unsigned());
        deny(
            libc::SYS_fcntl,
            vec![of(1, word.clone(), eq.clone(), command)?],
        )?;
    }
    let no_other = PERSONALITIES
        .iter()
        .map(|value| of(0, word.clone(), ne.clone(), *value))
        .collect::<Result<_, _>>()?;
    deny(libc::SYS_personality, no_other)?;
    // Where programs run as the user whose grader watches them, these reach the watchers, whose signals are kept in.
    for (call, whose) in [
        (libc::SYS_prlimit64, 0),
        (libc::SYS_sched_setscheduler, 0),
        (libc::SYS_sched_setparam, 0),
        (libc::SYS_sched_setattr, 0),
        (libc::SYS_setpriority, 1),
    ] {
        deny(call, vec![of(whose, word.clone(), ne.clone(), 0)?])?;
    }
    // Who hides from its own debugger hides from the grader, too, which looks what its threads wait for.
    let hides = vec![
        of(0, word.clone(), eq.clone(), libc::PR_SET_DUMPABLE as u64)?,
        of(1, word.clone(), ne.clone(), 1)?,
    ];
    deny(libc::SYS_prctl, hides)?;

    let family = |number: libc::c_int| number.cast_unsigned().into();
    let (unix, inet, inet6, netlink) = (
        family(libc::AF_UNIX),
        family(libc::AF_INET),
        family(libc::AF_INET6),
        family(libc::AF_NETLINK),
    );
    let other = |known: &[u64]| {
        known
            .iter()
            .map(|known| of(0, word.clone(), ne.clone(), *known))
            .collect::<Result<Vec<_>, _>>()
    };
    deny(libc::SYS_socket, other(&[unix, inet, inet6, netlink])?)?;
    deny(libc::SYS_socketpair, other(&[unix])?)?;
    // Of the kernel's own services only the one that lists addresses, which `getaddrinfo` asks.
    deny(
        libc::SYS_socket,
        vec![
            of(0, word.clone(), eq.clone(), netlink)?,
            of(2, word.clone(), ne.clone(), family(libc::NETLINK_ROUTE))?,
        ],
    )?;
    for inet in [inet, inet6] {
        let is_inet = || of(0, word.clone(), eq.clone(), inet);
        let kind = |kind| of(1, word.clone(), SeccompCmpOp::MaskedEq(TYPE), family(kind));
        deny(libc::SYS_socket, vec![is_inet()?, kind(libc::SOCK_RAW)?])?;
        let mut known = vec![0, family(libc::IPPROTO_TCP)];
        match network {
            Network::Own => known.push(family(libc::IPPROTO_UDP)),
            Network::Shared => deny(libc::SYS_socket, vec![is_inet()?, kind(libc::SOCK_DGRAM)?])?,
        }
        // Multipath TCP, which Go asks for first and does without, among them: its listeners are not listed as TCP's are.
        let mut conditions = vec![is_inet()?];
        for protocol in known {
            conditions.push(of(2, word.clone(), ne.clone(), protocol)?);
        }
        deny(libc::SYS_socket, conditions)?;
    }
    Ok(rules)
}

/// On x86-64 the calls have second numbers, of a kind of programs that hardly exist (x32), which a list of the first
/// numbers does not contain.
fn no_x32() -> BpfProgram {
    const LOAD_NUMBER: u16 = 0x20;
    const JUMP_IF_AT_LEAST: u16 = 0x35;
    const RETURN: u16 = 0x06;
    const X32: u32 = 0x4000_0000;
    let step = |code, jt, jf, k| sock_filter { code, jt, jf, k };
    vec![
        step(LOAD_NUMBER, 0, 0, 0),
        step(JUMP_IF_AT_LEAST, 0, 1, X32),
        step(
            RETURN,
            0,
            0,
            libc::SECCOMP_RET_ERRNO | libc::ENOSYS.cast_unsigned(),
        ),
        step(RETURN, 0, 0, libc::SECCOMP_RET_ALLOW),
    ]
}
