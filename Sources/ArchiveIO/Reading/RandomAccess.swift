import Glibc
import Reporting

/// A part of a file, or of memory, that can be read at any place: what a ZIP needs.
struct RandomAccess {
    enum Storage {
        case file(RegularFile)
        case bytes([UInt8])
    }

    let storage: Storage
    /// Where the part begins in the file or the memory.
    let base: Int
    let count: Int

    init(_ file: RegularFile) throws(Failure) {
        storage = .file(file)
        base = 0
        count = Int(try file.size)
    }

    init(_ bytes: [UInt8]) {
        storage = .bytes(bytes)
        base = 0
        count = bytes.count
    }

    private init(storage: Storage, base: Int, count: Int) {
        self.storage = storage
        self.base = base
        self.count = count
    }

    /// - Returns: the part of this part; nil when it leaves it.
    func part(_ offset: Int, _ length: Int) -> RandomAccess? {
        guard offset >= 0, length >= 0, offset <= count, length <= count - offset else { return nil }
        return RandomAccess(storage: storage, base: base + offset, count: length)
    }

    /// Whether this is all of the file or the memory.
    var isWhole: Bool {
        switch storage {
        case .file(let file): base == 0 && (try? file.size) == Int64(count)
        case .bytes(let bytes): base == 0 && bytes.count == count
        }
    }

    /// Copies bytes to memory.
    /// - Returns: how many there were: fewer at the end, and in a file that was cut meanwhile.
    /// - Throws: ``Failure`` with code `unreadable-input`.
    func read(at offset: Int, into memory: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
        guard offset >= 0, offset < count else { return 0 }
        let wanted = min(memory.count, count - offset)
        switch storage {
        case .file(let file):
            return try file.read(at: base + offset, into: UnsafeMutableRawBufferPointer(rebasing: memory[..<wanted]))
        case .bytes(let bytes):
            let start = base + offset
            bytes.withUnsafeBytes {
                memory.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[start..<(start + wanted)]))
            }
            return wanted
        }
    }

    /// - Returns: the bytes; nil when there are fewer.
    /// - Throws: ``Failure`` with code `unreadable-input`.
    func bytes(at offset: Int, count wanted: Int) throws(Failure) -> [UInt8]? {
        guard offset >= 0, wanted >= 0, offset <= count, wanted <= count - offset else { return nil }
        var failure: Failure?
        let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { memory, used in
            do throws(Failure) {
                used = try read(at: offset, into: UnsafeMutableRawBufferPointer(memory))
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes.count == wanted ? bytes : nil
    }
}
