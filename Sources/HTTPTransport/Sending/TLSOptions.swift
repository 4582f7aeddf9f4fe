/// How a server is trusted, and how this client shows who it is.
public struct TLSOptions: Sendable, Hashable {
    /// Certificate authorities in PEM, instead of the system's; nil for the system's.
    public var authorities: [UInt8]?
    /// Certificate authorities in PEM, besides the others.
    public var additionalAuthorities: [UInt8]?
    /// A client certificate chain in PEM.
    public var certificate: [UInt8]?
    /// The client certificate's private key in PEM.
    public var privateKey: [UInt8]?
    /// Whether any certificate is accepted; only when the user asked for it.
    public var isInsecure: Bool

    /// - Parameters:
    ///   - authorities: certificate authorities in PEM, instead of the system's.
    ///   - additionalAuthorities: certificate authorities in PEM, besides the others.
    ///   - certificate: a client certificate chain in PEM.
    ///   - privateKey: its private key in PEM.
    ///   - isInsecure: whether any certificate is accepted.
    public init(
        authorities: [UInt8]? = nil, additionalAuthorities: [UInt8]? = nil, certificate: [UInt8]? = nil,
        privateKey: [UInt8]? = nil, isInsecure: Bool = false
    ) {
        self.authorities = authorities
        self.additionalAuthorities = additionalAuthorities
        self.certificate = certificate
        self.privateKey = privateKey
        self.isInsecure = isInsecure
    }
}
