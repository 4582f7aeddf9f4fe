import Reporting

/// Which addresses are reached through which proxy.
///
/// Source: the variables as Go's package `golang.org/x/net/http/httpproxy` reads them, and so as docker, skopeo and crane do.
public struct ProxySettings: Sendable {
    private let plain: ProxyServer?
    private let encrypted: ProxyServer?
    private let exceptions: [ProxyException]
    private let isOff: Bool

    /// No proxies.
    public static let none = ProxySettings(plain: nil, encrypted: nil, exceptions: [], isOff: true)

    private init(plain: ProxyServer?, encrypted: ProxyServer?, exceptions: [ProxyException], isOff: Bool) {
        self.plain = plain
        self.encrypted = encrypted
        self.exceptions = exceptions
        self.isOff = isOff
    }

    /// - Parameter environment: `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`, or the same in small letters.
    /// - Throws: ``Failure`` with code `usage`, naming the variable.
    public init(environment: [String: String]) throws(Failure) {
        func value(_ name: String) -> (name: String, text: String)? {
            for name in [name, name.lowercased()] {
                if let text = environment[name], !text.isEmpty { return (name, text) }
            }
            return nil
        }
        func server(_ name: String) throws(Failure) -> ProxyServer? {
            guard let (name, text) = value(name) else { return nil }
            do {
                return try ProxyServer(parsing: text)
            } catch {
                throw Failure(error.code, "\(name): \(error.message)", hint: error.hint)
            }
        }
        let words = (value("NO_PROXY")?.text ?? "").split(separator: ",").map { word in
            word.drop(while: \.isWhitespace).lowercased().filter { !$0.isWhitespace }
        }
        self.init(
            plain: try server("HTTP_PROXY"), encrypted: try server("HTTPS_PROXY"),
            exceptions: words.compactMap(ProxyException.init), isOff: words.contains("*"))
    }

    /// - Parameter url: an absolute URL.
    /// - Returns: the proxy that it is reached through; nil for none. This machine is never reached through one.
    public func proxy(for url: String) -> ProxyServer? {
        guard !isOff, let origin = URLReference.origin(of: url), let scheme = origin.firstRange(of: "://") else {
            return nil
        }
        let isEncrypted = origin[..<scheme.lowerBound].lowercased() == "https"
        guard let proxy = isEncrypted ? encrypted : plain else { return nil }
        var authority = origin[scheme.upperBound...]
        if let at = authority.lastIndex(of: "@") { authority = authority[authority.index(after: at)...] }
        let place = HostAndPort(authority)
        let host = place.host.lowercased()
        let port = place.port.isEmpty ? (isEncrypted ? "443" : "80") : place.port
        let address = IPAddress(host)
        if host == "localhost" || address?.isLoopback == true { return nil }
        return exceptions.contains { $0.covers(host, address, port) } ? nil : proxy
    }
}

/// One word of `NO_PROXY`.
private struct ProxyException: Sendable {
    private enum Kind {
        case network(IPAddress, bits: Int)
        case address(IPAddress)
        /// A domain with a dot before it; and whether the domain itself is meant too.
        case domain(String, itself: Bool)
    }

    private let kind: Kind
    private let port: String

    /// - Parameter word: `host`, `.domain`, `*.domain`, an address or a network, with a port where only that is meant.
    /// - Returns: nil when it means nothing.
    init?(_ word: String) {
        if let slash = word.firstIndex(of: "/"), let address = IPAddress(String(word[..<slash])),
            let bits = Int(word[word.index(after: slash)...]), (0...address.size).contains(bits)
        {
            kind = .network(address, bits: bits)
            port = ""
            return
        }
        let place = HostAndPort(word[...])
        port = place.port
        if let address = IPAddress(place.host) {
            kind = .address(address)
            return
        }
        var name = place.host
        if name.hasPrefix("*.") { name.removeFirst() }
        guard !name.isEmpty, name != "*" else { return nil }
        kind = .domain(name.hasPrefix(".") ? name : "." + name, itself: !name.hasPrefix("."))
    }

    func covers(_ host: String, _ address: IPAddress?, _ port: String) -> Bool {
        guard self.port.isEmpty || self.port == port else { return false }
        return switch kind {
        case .network(let network, let bits): address.map { network.shares(bits, with: $0) } ?? false
        case .address(let own): own == address
        case .domain(let name, let itself): host.hasSuffix(name) || itself && host == name.dropFirst()
        }
    }
}
