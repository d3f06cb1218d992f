//! The last steps before a program's first: it gets its own session, its limits and its user, and loses every privilege.

use rustix::fs::{Gid, Uid};
use rustix::io::Errno;
use rustix::process::{
    DumpableBehavior, Signal, chdir, set_dumpable_behavior, set_parent_process_death_signal, setsid,
};
use rustix::thread::{
    CapabilitiesSecureBits, CapabilitySet, CapabilitySets, remove_capability_from_bounding_set,
    set_capabilities, set_capabilities_secure_bits, set_no_new_privs, set_thread_groups,
    set_thread_res_gid, set_thread_res_uid,
};

use super::error::{Failed, Stage};
use super::filter::Filters;
use super::protocol::{Order, Walls};

/// Confines this process as `order` says. The order of the steps is the order in which the right to make them is lost.
pub(super) fn confine(
    order: &Order,
    isolated: bool,
    filters: Option<&Filters>,
) -> Result<(), Failed> {
    setsid().stage("start a session")?;
    let privileged = rustix::process::getuid().is_root() || isolated;
    if privileged {
        drop_bounding_set().stage("drop capabilities")?;
        lock_secure_bits().stage("lock capabilities")?;
    }
    if let Some(user) = order
        .user
        .filter(|user| *user != rustix::process::getuid().as_raw())
    {
        set_thread_groups(&[]).stage("leave groups")?;
        let group = Gid::from_raw(user);
        set_thread_res_gid(group, group, group).stage("change the group")?;
        let user = Uid::from_raw(user);
        set_thread_res_uid(user, user, user).stage("change the user")?;
    }
    // After the change of user, which forgets it.
    set_parent_process_death_signal(Some(Signal::KILL)).stage("die with the first process")?;
    chdir(&*order.directory).stage("enter the working directory")?;
    order.bounds.impose()?;
    set_no_new_privs(true).stage("renounce privileges")?;
    let none = CapabilitySet::empty();
    set_capabilities(
        None,
        CapabilitySets {
            effective: none,
            permitted: none,
            inheritable: none,
        },
    )
    .stage("drop capabilities")?;
    // The program takes this over; were it hidden until the end of `execve`, a first look at it would be refused.
    set_dumpable_behavior(DumpableBehavior::Dumpable).stage("show the program")?;
    // Nothing before this is done by the program, everything after it is.
    match &order.walls {
        Walls::None | Walls::Filter => {}
        Walls::Landlock(walls) => walls.raise()?,
    }
    filters.map_or(Ok(()), Filters::impose)
}

/// No user's number brings capabilities, for good.
fn lock_secure_bits() -> rustix::io::Result<()> {
    let bits = CapabilitiesSecureBits::NO_ROOT
        | CapabilitiesSecureBits::NO_ROOT_LOCKED
        | CapabilitiesSecureBits::KEEP_CAPS_LOCKED
        | CapabilitiesSecureBits::NO_CAP_AMBIENT_RAISE
        | CapabilitiesSecureBits::NO_CAP_AMBIENT_RAISE_LOCKED;
    match set_capabilities_secure_bits(bits) {
        // A container's root may not; that no right is ever gained does as well.
        Err(Errno::PERM) => Ok(()),
        done => done,
    }
}

fn drop_bounding_set() -> rustix::io::Result<()> {
    for bit in 0..64 {
        match remove_capability_from_bounding_set(CapabilitySet::from_bits_retain(1 << bit)) {
            // The first one that the kernel does not know; or a container's root, which may not: what follows, that
            // no right is ever gained, does as well.
            Err(Errno::INVAL | Errno::PERM) => break,
            done => done?,
        }
    }
    Ok(())
}
