//! How the process holds its memory.

/// Heaps that threads share. Of each, glibc keeps what was once used; with one for each of many threads that is several
/// times what a run needs at any moment, and a batch is many runs.
#[cfg(target_env = "gnu")]
const HEAPS: libc::c_int = 2;

/// Lets all threads share a few heaps, where the allocator would give them one each.
pub(super) fn share_heaps() {
    #[cfg(target_env = "gnu")]
    {
        #[expect(unsafe_code, reason = "a setting of the C library")]
        // SAFETY: it sets a number in the allocator, and no other thread runs yet.
        unsafe {
            // Without effect, all works as well, in more memory.
            let _ = libc::mallopt(libc::M_ARENA_MAX, HEAPS);
        }
    }
}
