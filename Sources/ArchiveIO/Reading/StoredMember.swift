import Reporting

/// A member whose bytes lie in the archive as they are, without a checksum.
final class StoredMember: MemberSource {
    private let data: RandomAccess
    private let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    private var position = 0

    init(_ data: RandomAccess) { self.data = data }

    deinit { memory.deallocate() }

    var consumed: Int64 { Int64(position) }

    var stored: RandomAccess? { data }

    func next(_ wanted: Int) throws(Failure) -> UnsafeRawBufferPointer? {
        let room = UnsafeMutableRawBufferPointer(rebasing: memory[..<min(memory.count, max(wanted, 1))])
        let count = try data.read(at: position, into: room)
        position += count
        return count == 0 ? nil : UnsafeRawBufferPointer(rebasing: memory[..<count])
    }

    func pass(_ spend: (Int) throws(Failure) -> Void) throws(Failure) {}
}
