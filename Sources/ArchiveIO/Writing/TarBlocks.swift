import Glibc
import Reporting

/// The bytes of a tar archive, read from its entries block by block: never more than one is in memory.
struct TarBlocks: ~Copyable {
    private var entries: ArraySlice<LayerEntry>
    private let time: Int64
    /// Headers, small contents and padding that come next.
    private var pending: ArraySlice<UInt8> = []
    private var file: MeasuredFile?
    private var hasEnded = false

    /// - Parameters:
    ///   - entries: in their order.
    ///   - time: the time of every entry.
    init(_ entries: [LayerEntry], time: Int64) {
        self.entries = entries[...]
        self.time = time
    }

    /// - Parameter size: how many bytes a block has; only the last has fewer.
    /// - Returns: the next block, never empty; nil at the end.
    /// - Throws: ``Failure`` with code `unreadable-input`; `CancellationError`.
    mutating func next(_ size: Int) throws -> [UInt8]? {
        try Task.checkCancellation()
        let block = try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size, try prepare() {
                if pending.isEmpty, let file {
                    let room = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
                    count += try file.read(into: room)
                } else {
                    let part = pending.prefix(size - count)
                    for byte in part {
                        buffer[count] = byte
                        count += 1
                    }
                    pending = pending.dropFirst(part.count)
                }
            }
        }
        return block.isEmpty ? nil : block
    }

    /// Goes on to what comes next.
    /// - Returns: false at the end.
    private mutating func prepare() throws(Failure) -> Bool {
        while true {
            if !pending.isEmpty { return true }
            if let file {
                if file.left > 0 { return true }
                try file.finish()
                pending = [UInt8](repeating: 0, count: TarHeader.padding(after: file.size))[...]
                self.file = nil
            } else if let entry = entries.popFirst() {
                let header = TarHeader(entry, time: time)
                var blocks = header.blocks
                switch entry.content {
                case .bytes(let bytes):
                    blocks += bytes
                    blocks += [UInt8](repeating: 0, count: TarHeader.padding(after: header.size))
                case .file(let path, let size): file = try MeasuredFile(path, size: size)
                case .directory, .symbolicLink, .hardLink: break
                }
                pending = blocks[...]
            } else if !hasEnded {
                hasEnded = true
                pending = [UInt8](repeating: 0, count: 2 * TarHeader.blockSize)[...]
            } else {
                return false
            }
        }
    }
}

/// A file that must have the size that was promised.
private final class MeasuredFile {
    let size: Int64
    private(set) var left: Int64
    private let path: String
    private let descriptor: CInt

    init(_ path: String, size: Int64) throws(Failure) {
        self.path = path
        self.size = size
        left = size
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw failure(String(cString: strerror(errno))) }
    }

    deinit { close(descriptor) }

    /// - Returns: how many bytes were read, at least one.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
        let wanted = Int(min(Int64(buffer.count), left))
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, wanted)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(String(cString: strerror(errno))) }
            guard count > 0 else { throw changed }
            left -= Int64(count)
            return count
        }
    }

    /// Notices a file that grew.
    func finish() throws(Failure) {
        var byte: UInt8 = 0
        guard Glibc.read(descriptor, &byte, 1) == 0 else { throw changed }
    }

    private var changed: Failure {
        Failure(.unreadableInput, "\(path) changed while it was read", hint: "run the same command again")
    }

    private func failure(_ reason: String) -> Failure { Failure(.unreadableInput, "can't read \(path): \(reason)") }
}
