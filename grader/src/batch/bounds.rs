//! How much is taken from archives.

/// The most files and folders that are unpacked.
pub const ENTRIES: usize = 4096;
/// The most bytes that are unpacked.
pub const BYTES: u64 = 64 << 20;

/// What is taken from an archive at most.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// Bytes of the archive itself.
    pub(super) packed: u64,
    /// Bytes that are decompressed to look at what is in it.
    pub(super) passed: u64,
    /// Entries that are looked at: students pack what their tools have built, which is not unpacked.
    pub(super) seen: usize,
    /// Bytes that say what is in a zip archive: a reader holds all of that in memory.
    pub(super) listed: u64,
    /// Files and folders that are unpacked.
    pub(super) entries: usize,
    /// Bytes that are unpacked.
    pub(super) bytes: u64,
}

/// Of one submission.
pub(super) const ONE: Bounds = Bounds {
    packed: 64 << 20,
    passed: 1 << 30,
    seen: 200_000,
    listed: 32 << 20,
    entries: ENTRIES,
    bytes: BYTES,
};

/// Of all submissions of a class: most are archives in it, which have their own bounds.
pub(super) const CLASS: Bounds = Bounds {
    packed: 4 << 30,
    passed: 16 << 30,
    seen: 1_000_000,
    listed: 128 << 20,
    entries: 100_000,
    bytes: 4 << 30,
};
