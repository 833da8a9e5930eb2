//! What a worker gives up before it sees a document: files, network, memory and time beyond its
//! limits.
//!
//! Where the system cannot take something away, that is said and the worker goes on without.

use crate::config::Limits;

/// Gives up everything but the pipes; says in clauses what the system would not take.
pub(super) fn enter(limits: &Limits) -> Vec<String> {
    let mut left = Vec::new();
    #[cfg(target_os = "linux")]
    left.extend(system::forbid_files_and_network());
    #[cfg(unix)]
    left.extend(system::limit(limits));
    #[cfg(target_os = "linux")]
    left.extend(super::calls::refuse());
    #[cfg(not(unix))]
    {
        let _ = limits;
        left.push("memory, files and network are not limited on this system".to_owned());
    }
    left
}

/// Lets the next document have its processor time, and not much more: should the parent be gone,
/// nobody else ends a document that never ends.
pub(super) fn allow_time(limits: &Limits) {
    #[cfg(unix)]
    system::allow_time(limits);
    #[cfg(not(unix))]
    let _ = limits;
}

#[cfg(unix)]
mod system {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    use rustix::time::{ClockId, clock_gettime};

    use super::Limits;
    /// Seconds by which the processor time may exceed the wall time that the parent measures.
    const LEEWAY: u64 = 5;

    /// Limits memory, allows no file to be opened or written, and no core dump.
    pub(super) fn limit(limits: &Limits) -> Vec<String> {
        let all = [
            (Resource::As, limits.memory(), "memory"),
            // Pipes that are open stay so; nothing else, of whatever kind, can be opened.
            (Resource::Nofile, 0, "the number of open files"),
            (Resource::Fsize, 0, "the size of written files"),
            (Resource::Core, 0, "core dumps"),
        ];
        let fails = |(resource, most, what): (Resource, u64, &str)| {
            let most = getrlimit(resource).maximum.map_or(most, |hard| hard.min(most));
            let rlimit = Rlimit { current: Some(most), maximum: Some(most) };
            setrlimit(resource, rlimit).is_err().then(|| format!("{what} cannot be limited"))
        };
        all.into_iter().filter_map(fails).collect()
    }

    pub(super) fn allow_time(limits: &Limits) {
        let used = clock_gettime(ClockId::ProcessCPUTime).tv_sec;
        let used = u64::try_from(used).unwrap_or_default();
        let hard = getrlimit(Resource::Cpu).maximum;
        let most = used.saturating_add(limits.seconds.get()).saturating_add(LEEWAY);
        let current = Some(hard.map_or(most, |hard| hard.min(most)));
        // A system without this limit still has the parent's clock.
        let _ = setrlimit(Resource::Cpu, Rlimit { current, maximum: hard });
    }

    /// Takes away the whole file system and the network; says so where the kernel cannot.
    #[cfg(target_os = "linux")]
    pub(super) fn forbid_files_and_network() -> Option<String> {
        use landlock::{
            ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetError, RulesetStatus,
            Scope,
        };
        let restrict = || -> Result<RulesetStatus, RulesetError> {
            let rules = Ruleset::default()
                .handle_access(AccessFs::from_all(ABI::V6))?
                .handle_access(AccessNet::from_all(ABI::V6))?
                .scope(Scope::from_all(ABI::V6))?;
            Ok(rules.create()?.restrict_self()?.ruleset)
        };
        match restrict() {
            Ok(RulesetStatus::FullyEnforced) => None,
            Ok(RulesetStatus::PartiallyEnforced) => {
                Some("the kernel takes only some rights to files and network away".to_owned())
            }
            Ok(RulesetStatus::NotEnforced) => {
                Some("the kernel takes no rights to files and network away (Landlock)".to_owned())
            }
            Err(error) => Some(format!("rights to files cannot be given up ({error})")),
        }
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::fs::{self, File, Permissions};
    use std::io::{ErrorKind, Result};
    use std::net::{TcpListener, TcpStream, UdpSocket};
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::{UnixDatagram, UnixListener};
    use std::path::Path;
    use std::process::Command;

    /// What a worker may not do, by name.
    fn forbidden(folder: &Path) -> Vec<(&'static str, Result<()>)> {
        let file = folder.join("file");
        let of = |name: &str| folder.join(name);
        vec![
            ("read a file", File::open(&file).map(drop)),
            ("make a file", File::create(of("new")).map(drop)),
            ("delete a file", fs::remove_file(&file)),
            ("move a file", fs::rename(&file, of("moved"))),
            ("link a file", fs::hard_link(&file, of("link"))),
            ("make a link", symlink(&file, of("link"))),
            ("make a folder", fs::create_dir(of("folder"))),
            ("close a file", fs::set_permissions(&file, Permissions::from_mode(0o000))),
            ("list a folder", fs::read_dir(folder).map(drop)),
            ("listen by TCP", TcpListener::bind("127.0.0.1:0").map(drop)),
            ("connect by TCP", TcpStream::connect("127.0.0.1:9").map(drop)),
            ("send by UDP", UdpSocket::bind("127.0.0.1:0").map(drop)),
            ("make a socket", UnixDatagram::unbound().map(drop)),
            ("listen at a file", UnixListener::bind(of("socket")).map(drop)),
            ("start a program", Command::new("/bin/true").spawn().map(drop)),
        ]
    }

    #[test]
    #[expect(clippy::print_stderr, reason = "a test that was skipped says so")]
    fn what_the_kernel_takes_away_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("file"), "").unwrap();
        // The kernel takes it from one thread, so that the other tests keep it.
        let confined = || {
            let rights = super::system::forbid_files_and_network();
            let left: Vec<String> =
                rights.into_iter().chain(crate::worker::calls::refuse()).collect();
            (left, forbidden(folder.path()))
        };
        let (left, tried) = std::thread::scope(|scope| scope.spawn(confined).join().unwrap());
        if !left.is_empty() {
            eprintln!("skipped: {left:?}");
            return;
        }
        for (what, outcome) in tried {
            let kind = outcome.map_err(|error| error.kind());
            assert_eq!(kind, Err(ErrorKind::PermissionDenied), "{what}");
        }
    }
}
