import Reporting

/// A proxy that connections are made through, by HTTP's CONNECT. Its description never shows the login.
public struct ProxyServer: Hashable, Sendable, CustomStringConvertible {
    /// The proxy's host.
    public let host: String
    /// Its port.
    public let port: Int
    /// Who the user is there; nil for nobody.
    let login: Login?

    /// A name and a password.
    struct Login: Hashable, Sendable {
        let user: String
        let password: String
    }

    /// - Parameter text: `[http://][USER[:PASSWORD]@]HOST[:PORT]`; the port is 80 where none is named.
    /// - Throws: ``Failure`` with code `usage`, which does not repeat the text: it may hold a password.
    public init(parsing text: String) throws(Failure) {
        var rest = text[...]
        if let scheme = rest.firstRange(of: "://") {
            guard rest[..<scheme.lowerBound].lowercased() == "http" else {
                throw Failure(
                    .usage, "a proxy is reached by \(rest[..<scheme.lowerBound])://, which mixarch does not speak",
                    hint: """
                        name one that is reached by http://: what is encrypted to a registry stays so on the way through it; or \
                        name the hosts that need none in NO_PROXY
                        """)
            }
            rest = rest[scheme.upperBound...]
        }
        rest = rest.prefix { !"/?#".contains($0) }
        if let at = rest.lastIndex(of: "@") {
            let parts = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard let user = URLReference.decode(parts[0]),
                let password = URLReference.decode(parts.count == 2 ? parts[1] : "")
            else { throw Self.nonsense }
            login = Login(user: user, password: password)
            rest = rest[rest.index(after: at)...]
        } else {
            login = nil
        }
        let address = HostAndPort(rest)
        guard !address.host.isEmpty, address.port.isEmpty || (1...65_535).contains(Int(address.port) ?? 0) else {
            throw Self.nonsense
        }
        host = address.host
        port = Int(address.port) ?? 80
    }

    public var description: String { "http://\(host.contains(":") ? "[\(host)]" : host):\(port)" }

    private static let nonsense = Failure(
        .usage, "a proxy's address makes no sense",
        hint: "write it as http://HOST:PORT or http://USER:PASSWORD@HOST:PORT")
}

/// `host`, `host:port`, `[::1]:port`, or an IPv6 address alone.
struct HostAndPort {
    let host: String
    /// Empty where there is none.
    let port: String

    init(_ text: Substring) {
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            host = String(text[text.index(after: text.startIndex)..<end])
            port = String(text[text.index(after: end)...].drop { $0 == ":" })
        } else if text.count(where: { $0 == ":" }) == 1, let colon = text.firstIndex(of: ":") {
            host = String(text[..<colon])
            port = String(text[text.index(after: colon)...])
        } else {
            host = String(text)
            port = ""
        }
    }
}
