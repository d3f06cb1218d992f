//! Walls without namespaces: which files, which TCP ports of the host and which processes a program may reach.

use std::ffi::OsString;
use std::path::Path;

use landlock::{
    ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, NetPort, Ruleset, RulesetAttr,
    RulesetCreatedAttr, RulesetError, RulesetStatus, Scope, path_beneath_rules,
};
use rustix::io::Errno;
use serde::{Deserialize, Serialize};

use super::error::{Failed, Stage};
use super::root::{DEVICES, ITSELF, SETTINGS, SYSTEM};
use super::system::landlock_version;
use super::view::Reach;
use crate::model::{Executable, Program};

/// The version from which ports can be closed (Linux 6.7); below it there are no walls.
pub(super) const PORTS: u32 = 4;
/// The version from which signals can be kept in (Linux 6.12).
pub(super) const SIGNALS: u32 = 6;

/// What of `/etc` programs and resolvers read, besides what they need to start.
const MORE_SETTINGS: [&str; 9] = [
    "/etc/hosts",
    "/etc/passwd",
    "/etc/group",
    "/etc/nsswitch.conf",
    "/etc/resolv.conf",
    "/etc/host.conf",
    "/etc/gai.conf",
    "/etc/services",
    "/etc/protocols",
];
/// What tells of the host's processors and memory; and of the process itself, once it is one.
const KERNEL: [&str; 6] = [
    "/proc/self",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/proc/stat",
    "/proc/sys",
    "/sys/devices/system/cpu",
];

/// The walls around one program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Walls {
    /// Files and folders that it may read and execute.
    read: Vec<OsString>,
    /// The folder that it may write to.
    home: OsString,
    /// The ports that it may use.
    reach: Reach,
}

impl Walls {
    pub(super) fn around(program: &Program, home: &Path, reach: Reach) -> Self {
        let mut read: Vec<OsString> = SYSTEM
            .iter()
            .chain(&SETTINGS)
            .chain(&MORE_SETTINGS)
            .chain(&KERNEL)
            .map(OsString::from)
            .collect();
        let own = program.folder.iter().chain(&program.visible);
        read.extend(own.map(|path| path.clone().into()));
        read.push(match &program.executable {
            Executable::Host(path) => path.clone().into(),
            Executable::Reference { .. } => ITSELF.into(),
            // It lies in the folder.
            Executable::InFolder(path) => path.clone().into(),
        });
        Self {
            read,
            home: home.into(),
            reach,
        }
    }

    /// Raises the walls around this process and all that it starts.
    ///
    /// # Errors
    /// When the kernel cannot raise those around files and ports; signals are kept in where it can.
    pub(super) fn raise(&self) -> Result<(), Failed> {
        let refused = |_: RulesetError| {
            Errno::from_io_error(&std::io::Error::last_os_error()).unwrap_or(Errno::NOSYS)
        };
        let status = self.restrict().map_err(refused).stage("Landlock")?;
        match status {
            RulesetStatus::FullyEnforced | RulesetStatus::PartiallyEnforced => Ok(()),
            RulesetStatus::NotEnforced => Err(Errno::NOSYS).stage("Landlock"),
        }
    }

    fn restrict(&self) -> Result<RulesetStatus, RulesetError> {
        let files = AccessFs::from_all(ABI::V5);
        let mut rules = Ruleset::default()
            .handle_access(files)?
            .set_compatibility(CompatLevel::HardRequirement)
            .handle_access(AccessNet::ConnectTcp)?;
        if self.reach.listen.is_some() {
            rules = rules.handle_access(AccessNet::BindTcp)?;
        }
        let devices = AccessFs::ReadFile | AccessFs::WriteFile;
        let home = files & !AccessFs::Execute & !AccessFs::MakeChar & !AccessFs::MakeBlock;
        let mut rules = rules
            .set_compatibility(CompatLevel::BestEffort)
            .scope(Scope::from_all(ABI::V6))?
            .create()?
            .add_rules(path_beneath_rules(&self.read, AccessFs::from_read(ABI::V5)))?
            .add_rules(path_beneath_rules(DEVICES, devices))?
            .add_rules(path_beneath_rules([&self.home], home))?;
        for port in &self.reach.dial {
            rules = rules.add_rule(NetPort::new(*port, AccessNet::ConnectTcp))?;
        }
        // Port 0 is any that the kernel chooses, below none of which anybody is awaited.
        for port in self
            .reach
            .listen
            .iter()
            .flatten()
            .chain(self.reach.listen.as_ref().map(|_| &0))
        {
            rules = rules.add_rule(NetPort::new(*port, AccessNet::BindTcp))?;
        }
        Ok(rules.restrict_self()?.ruleset)
    }
}

/// The version of this kernel's Landlock.
///
/// # Errors
/// When it has none, or one that cannot close ports.
pub(super) fn version() -> Result<u32, Failed> {
    let version = landlock_version().stage("Landlock")?;
    if version < PORTS {
        return Err(Errno::NOSYS).stage(&format!("Landlock {version}, ports need {PORTS}"));
    }
    Ok(version)
}
