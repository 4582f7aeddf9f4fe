import Reporting

/// Bytes that come one after the other and are needed at any place: in memory, or in an unnamed temporary file.
struct SpilledBytes {
    /// How many bytes are kept in memory; more go to the file.
    private static let memoryLimit = 16 << 20

    private let name: String
    private var memory: [UInt8] = []
    private var file: RegularFile?

    /// - Parameter name: what failures call the bytes.
    init(name: String) { self.name = name }

    /// - Throws: ``Failure`` with code `unreadable-input` when the temporary folder has no room.
    mutating func append(_ chunk: UnsafeRawBufferPointer) throws(Failure) {
        if let file { return try file.append(chunk, for: name) }
        guard memory.count + chunk.count > Self.memoryLimit else { return memory.append(contentsOf: chunk) }
        let spill = try RegularFile(temporaryFor: name)
        try Self.copy(memory, to: spill, name)
        try spill.append(chunk, for: name)
        memory = []
        file = spill
    }

    /// What came so far.
    func access() throws(Failure) -> RandomAccess {
        if let file { return try RandomAccess(file) }
        return RandomAccess(memory)
    }

    private static func copy(_ bytes: [UInt8], to file: RegularFile, _ name: String) throws(Failure) {
        var failure: Failure?
        bytes.withUnsafeBytes { memory in
            do throws(Failure) { try file.append(memory, for: name) } catch { failure = error }
        }
        if let failure { throw failure }
    }
}
