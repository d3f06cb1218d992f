//! What processes have spent on the processor.

use std::time::Duration;

/// The processor time of all children that have ended, and of theirs.
pub fn children() -> Duration {
    #[expect(unsafe_code, reason = "the one system call that tells")]
    // SAFETY: `getrusage` fills the structure that it is given.
    let usage = unsafe {
        let mut usage = std::mem::zeroed();
        assert_eq!(libc::getrusage(libc::RUSAGE_CHILDREN, &raw mut usage), 0);
        usage
    };
    let time = |time: libc::timeval| {
        Duration::new(
            time.tv_sec.unsigned_abs(),
            u32::try_from(time.tv_usec * 1000).unwrap(),
        )
    };
    time(usage.ru_utime) + time(usage.ru_stime)
}
