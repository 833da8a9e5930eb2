//! System calls that a worker never makes: the kernel refuses them (seccomp), whatever rights the
//! process has.
//!
//! What is not in the list stays allowed, so that no system's allocator or threads lose a call that
//! they need.

/// Lets the kernel refuse them to this thread and those that it starts; says in a clause where it
/// cannot.
pub(super) fn refuse() -> Option<String> {
    #[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
    {
        filter::install().err().map(|error| format!("system calls cannot be filtered ({error})"))
    }
    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    {
        Some("system calls are not filtered on this processor".to_owned())
    }
}

#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
mod filter {
    use std::env::consts::ARCH;

    use libc::{
        EPERM, SYS_execve, SYS_execveat, SYS_fchmodat, SYS_fchmodat2, SYS_fchownat,
        SYS_io_uring_setup, SYS_linkat, SYS_lsetxattr, SYS_mkdirat, SYS_mknodat,
        SYS_open_by_handle_at, SYS_openat, SYS_openat2, SYS_process_vm_readv,
        SYS_process_vm_writev, SYS_ptrace, SYS_renameat, SYS_renameat2, SYS_setxattr, SYS_socket,
        SYS_socketpair, SYS_symlinkat, SYS_truncate, SYS_unlinkat, SYS_utimensat,
    };
    use seccompiler::{BackendError, BpfProgram, SeccompAction, SeccompFilter, apply_filter};

    /// Sockets of every kind, files by their names, programs and other processes.
    const REFUSED: &[i64] = &[
        SYS_socket,
        SYS_socketpair,
        SYS_io_uring_setup,
        SYS_openat,
        SYS_openat2,
        SYS_open_by_handle_at,
        SYS_truncate,
        SYS_unlinkat,
        SYS_renameat,
        SYS_renameat2,
        SYS_mkdirat,
        SYS_mknodat,
        SYS_linkat,
        SYS_symlinkat,
        SYS_fchmodat,
        SYS_fchmodat2,
        SYS_fchownat,
        SYS_utimensat,
        SYS_setxattr,
        SYS_lsetxattr,
        SYS_execve,
        SYS_execveat,
        SYS_ptrace,
        SYS_process_vm_readv,
        SYS_process_vm_writev,
    ];

    /// The same by the older calls, which newer processors do not have.
    #[cfg(target_arch = "x86_64")]
    const OLDER: &[i64] = &[
        libc::SYS_open,
        libc::SYS_creat,
        libc::SYS_unlink,
        libc::SYS_rename,
        libc::SYS_mkdir,
        libc::SYS_rmdir,
        libc::SYS_mknod,
        libc::SYS_link,
        libc::SYS_symlink,
        libc::SYS_chmod,
        libc::SYS_chown,
        libc::SYS_lchown,
        libc::SYS_utime,
        libc::SYS_utimes,
        libc::SYS_futimesat,
    ];
    #[cfg(not(target_arch = "x86_64"))]
    const OLDER: &[i64] = &[];

    /// Marks a call of programs with short pointers (x32), which some kernels of x86_64 take too.
    const SHORT: i64 = 0x4000_0000;

    pub(super) fn install() -> seccompiler::Result<()> {
        let calls = REFUSED.iter().chain(OLDER).flat_map(|call| [*call, *call | SHORT]);
        let rules = calls.map(|call| (call, Vec::new())).collect();
        let refusal = SeccompAction::Errno(EPERM.unsigned_abs());
        let filter = ARCH
            .try_into()
            .and_then(|arch| SeccompFilter::new(rules, SeccompAction::Allow, refusal, arch))
            .and_then(BpfProgram::try_from);
        apply_filter(&filter.map_err(|error: BackendError| seccompiler::Error::Backend(error))?)
    }
}
