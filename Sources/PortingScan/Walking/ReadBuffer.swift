/// Memory that one worker reads its files into, one after the other.
final class ReadBuffer {
    private var memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    /// How many bytes were read.
    fileprivate(set) var count = 0

    deinit { memory.deallocate() }

    /// What was read; valid until the next reading.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: memory[..<count]) }

    /// Forgets what was read.
    func clear() { count = 0 }

    /// Takes more bytes behind those that are there.
    /// - Parameters:
    ///   - room: how many there may be.
    ///   - read: fills memory and tells how many bytes it gave; nil when it failed.
    /// - Returns: how many bytes came; nil when it failed.
    func fill(_ room: Int, read: (UnsafeMutableRawBufferPointer) -> Int?) -> Int? {
        reserve(count + room)
        guard let more = read(UnsafeMutableRawBufferPointer(rebasing: memory[count..<(count + room)])) else {
            return nil
        }
        count += more
        return more
    }

    private func reserve(_ capacity: Int) {
        guard capacity > memory.count else { return }
        let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: max(capacity, memory.count * 2), alignment: 16)
        larger.copyMemory(from: bytes)
        memory.deallocate()
        memory = larger
    }
}
