import HTTPTransport
import OCIModel
import Reporting

/// Checks a blob's size and digest while its bytes go by.
struct VerifiedReader {
    let blob: Descriptor
    /// How many bytes went by.
    private(set) var offset: Int64 = 0
    private var digester: Digester

    init(_ blob: Descriptor) {
        self.blob = blob
        digester = Digester(blob.digest.algorithm)
    }

    /// - Throws: ``Failure`` with code `digest-mismatch` as soon as there are more bytes than there should be.
    mutating func take(_ bytes: [UInt8], from place: String) throws(Failure) {
        try count(bytes.count, place)
        digester.update(bytes)
    }

    /// - Throws: ``Failure`` with code `digest-mismatch` as soon as there are more bytes than there should be.
    mutating func take(_ chunk: HTTPChunk, from place: String) throws(Failure) {
        try count(chunk.count, place)
        chunk.withUnsafeBytes { digester.update($0) }
    }

    private mutating func count(_ bytes: Int, _ place: String) throws(Failure) {
        guard Int64(bytes) <= blob.size - offset else {
            throw mismatch(place, "it is longer than \(blob.size) bytes")
        }
        offset += Int64(bytes)
    }

    /// Whether every byte went by.
    var isComplete: Bool { offset == blob.size }

    /// - Throws: ``Failure`` with code `digest-mismatch` when bytes are missing or are others.
    func finish(from place: String) throws(Failure) {
        guard isComplete else { throw mismatch(place, "it has \(offset) of \(blob.size) bytes") }
        let found = digester.digest
        guard found == blob.digest else { throw mismatch(place, "it has the digest \(found)") }
    }

    private func mismatch(_ place: String, _ reason: String) -> Failure {
        Failure(
            .digestMismatch, "\(place): the blob \(blob.digest) is not what it should be: \(reason)",
            hint: "the stored content is damaged, or something on the way changes it")
    }
}
