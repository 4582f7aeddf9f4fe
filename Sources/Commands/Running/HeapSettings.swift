import CMalloc

/// How the C library keeps memory that was given back.
enum HeapSettings {
    /// Layers go through large buffers, of which the library would keep ever more as the program goes on: it raises its
    /// threshold each time that one is freed. Set, it stays where it is.
    static func giveBuffersBack() {
        mallopt(M_MMAP_THRESHOLD, 64 << 10)
        mallopt(M_TRIM_THRESHOLD, 128 << 10)
    }

    /// A scan takes and gives back the text of one file after the other: memory that went back to the system in between
    /// would have to be asked for again, page by page.
    static func keepBuffers() {
        mallopt(M_MMAP_THRESHOLD, 32 << 20)
        mallopt(M_TRIM_THRESHOLD, 64 << 20)
        mallopt(M_TOP_PAD, 1 << 20)
    }
}
