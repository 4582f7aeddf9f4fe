import Crypto

/// Computes a digest of content that arrives in pieces; a copy goes on independently.
public struct Digester: Sendable {
    // One of the two is set: an enum with payloads would copy the hash state at every update.
    private var sha256: SHA256?
    private var sha512: SHA512?

    /// - Parameter algorithm: how to hash.
    public init(_ algorithm: Digest.Algorithm = .sha256) {
        switch algorithm {
        case .sha256: sha256 = SHA256()
        case .sha512: sha512 = SHA512()
        }
    }

    /// - Parameter bytes: the next piece of the content.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        sha256?.update(bufferPointer: bytes)
        sha512?.update(bufferPointer: bytes)
    }

    /// - Parameter bytes: the next piece of the content.
    public mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// The digest of everything so far.
    public var digest: Digest {
        if let sha512 { return Digest(algorithm: .sha512, hash: sha512.finalize()) }
        return Digest(algorithm: .sha256, hash: (sha256 ?? SHA256()).finalize())
    }
}
