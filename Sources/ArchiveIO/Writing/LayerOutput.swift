import Crypto
import Reporting

/// Takes a layer's bytes in their order: hashes them, and writes them to a file.
struct LayerOutput: ~Copyable {
    private let file: LayerFile
    private var hash = SHA256()
    private(set) var size: Int64 = 0

    init(creating path: String) throws(Failure) { file = try LayerFile(creating: path) }

    mutating func put(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        hash.update(bufferPointer: bytes)
        size += Int64(bytes.count)
        try file.write(bytes)
    }

    mutating func put(_ bytes: [UInt8]) throws(Failure) {
        let buffered = bytes.withUnsafeBytes { buffer in
            Result { () throws(Failure) in try put(buffer) }
        }
        try buffered.get()
    }

    var digest: String { Self.name(hash.finalize()) }

    /// `sha256:` and the hash in hexadecimal.
    static func name(_ hash: SHA256Digest) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return "sha256:"
            + String(decoding: hash.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
