/// Native libraries that the programs around them do without, slower or with less comfort.
enum OptionalNatives {
    /// By how their names begin, and what happens without them (each project's own documentation).
    private static let byName: [(start: String, without: String)] = [
        ("libjansi", "Jansi goes on without colours"),
        ("libjline", "JLine goes on with a plain terminal"),
        ("liblz4-java", "lz4-java goes on in Java"),
        ("libcommons-crypto", "commons-crypto's users go on with the JDK's ciphers"),
        ("libnetty_transport_native", "Netty goes on with NIO where it is asked whether epoll is there"),
        ("libnetty_tcnative", "Netty goes on with the JDK's TLS where it isn't asked for OpenSSL"),
        ("libnetty-tcnative", "Netty goes on with the JDK's TLS where it isn't asked for OpenSSL"),
    ]

    /// - Returns: what happens without the library; nil when it is needed.
    static func fallback(for native: NativeBinary) -> String? {
        guard let member = native.archive?.member, let name = member.split(separator: "/").last else { return nil }
        return byName.first { name.hasPrefix($0.start) }?.without
    }
}
