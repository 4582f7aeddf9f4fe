import Reporting

/// The bytes of one member of a ZIP: as they are, or deflated.
final class ZIPMember: MemberSource {
    private let record: ZIPRecord
    private let data: RandomAccess
    private let name: String
    private let workspace: ZIPWorkspace

    /// How far the compressed bytes were taken.
    private var position = 0
    /// Those of the input buffer that were not taken yet.
    private var pending = 0..<0
    private var given = 0
    private var checksum: UInt = 0
    /// Whether the deflated stream has said that it ends.
    private var streamHasEnded = false
    private var isAtEnd = false

    /// - Parameters:
    ///   - record: what the central directory says.
    ///   - data: the compressed bytes.
    ///   - workspace: what one member at a time uses.
    init(_ record: ZIPRecord, data: RandomAccess, name: String, workspace: ZIPWorkspace) {
        self.record = record
        self.data = data
        self.name = name
        self.workspace = workspace
        workspace.inflater.reset()
    }

    var consumed: Int64 { Int64(position) }

    var stored: RandomAccess? { record.method == 0 ? data : nil }

    /// The members of a ZIP are reached by their places: nothing has to be passed over.
    func pass(_ spend: (Int) throws(Failure) -> Void) throws(Failure) {}

    func next(_ wanted: Int) throws(Failure) -> UnsafeRawBufferPointer? {
        guard !isAtEnd else { return nil }
        let chunk = record.method == 0 ? try nextStored(wanted) : try nextInflated(wanted)
        guard let chunk else { return try end() }
        given += chunk.count
        // A member that gives more than it says is a lie, and may be a bomb.
        guard given <= record.size else { throw corrupt("longer than it says") }
        checksum = Inflater.checksum(checksum, chunk)
        return chunk
    }

    private func nextStored(_ wanted: Int) throws(Failure) -> UnsafeRawBufferPointer? {
        let count = try data.read(at: position, into: workspace.output(wanted))
        position += count
        return count == 0 ? nil : workspace.given(count)
    }

    private func nextInflated(_ wanted: Int) throws(Failure) -> UnsafeRawBufferPointer? {
        while !streamHasEnded {
            if pending.isEmpty {
                let count = try data.read(at: position, into: workspace.input(wanted))
                position += count
                pending = 0..<count
            }
            guard let step = workspace.inflater.inflate(workspace.input(pending), into: workspace.output(wanted)) else {
                throw corrupt("damaged")
            }
            pending = (pending.lowerBound + step.taken)..<pending.upperBound
            streamHasEnded = step.isEnd
            if step.given > 0 { return workspace.given(step.given) }
            if step.taken == 0, !step.isEnd, position >= data.count { throw corrupt("truncated") }
        }
        return nil
    }

    private func end() throws(Failure) -> UnsafeRawBufferPointer? {
        isAtEnd = true
        guard given == record.size else { throw corrupt("truncated") }
        guard UInt32(truncatingIfNeeded: checksum) == record.checksum else { throw corrupt("damaged") }
        return nil
    }

    private func corrupt(_ why: String) -> Failure {
        Failure(.corruptArchive, "\(name) can't be read: it is \(why)")
    }
}

/// The memory that the members of a ZIP share, one after the other.
final class ZIPWorkspace {
    let inflater: Inflater
    private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    private let output = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
    /// Most members are looked at for their first bytes only.
    private static let least = 1 << 10

    init() throws(Failure) { inflater = try Inflater() }

    deinit {
        input.deallocate()
        output.deallocate()
    }

    func input(_ wanted: Int) -> UnsafeMutableRawBufferPointer { Self.part(of: input, wanted) }

    func input(_ range: Range<Int>) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: input[range]) }

    func output(_ wanted: Int) -> UnsafeMutableRawBufferPointer { Self.part(of: output, wanted) }

    func given(_ count: Int) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: output[..<count]) }

    private static func part(of memory: UnsafeMutableRawBufferPointer, _ wanted: Int) -> UnsafeMutableRawBufferPointer {
        UnsafeMutableRawBufferPointer(rebasing: memory[..<min(max(wanted, least), memory.count)])
    }
}
