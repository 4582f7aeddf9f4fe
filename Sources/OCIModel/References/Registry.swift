import Reporting

/// A registry's host and, where given, its port, as written in image references: `docker.io`, `10.0.0.1:5000`.
public struct Registry: Hashable, Sendable, CustomStringConvertible {
    /// Host and port as in image references; an IPv6 address is in brackets.
    public let authority: String

    /// Docker Hub, which references without a host mean.
    public static let dockerHub = Registry(known: "docker.io")

    private init(known authority: String) { self.authority = authority }

    /// - Parameter text: a host name or address, with an optional port.
    /// - Throws: ``Failure`` with code `invalid-reference`.
    public init(parsing text: some StringProtocol) throws(Failure) {
        guard Self.isAuthority(Substring(text)) else {
            throw Failure(
                .invalidReference, "\"\(text)\" is no registry host",
                hint: "write a host name and an optional port, such as registry.example.com:5000")
        }
        // Docker Hub's older name is the same registry.
        self.authority = text == "index.docker.io" ? Self.dockerHub.authority : String(text)
    }

    /// The host without its port, without an IPv6 address's brackets.
    public var host: String {
        if authority.hasPrefix("[") { return String(authority.dropFirst().prefix { $0 != "]" }) }
        return String(authority.prefix { $0 != ":" })
    }

    /// Whether it is this machine, where container tools allow plain HTTP without being asked.
    public var isLoopback: Bool {
        let host = self.host.lowercased()
        if host == "localhost" || host.hasSuffix(".localhost") || host == "::1" { return true }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil }
    }

    public var description: String { authority }

    private static func isAuthority(_ text: Substring) -> Bool {
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return false }
            let address = text[text.index(after: text.startIndex)..<end]
            let isAddress = !address.isEmpty && address.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
            return isAddress && isPortSuffix(text[text.index(after: end)...])
        }
        let host = text.prefix { $0 != ":" }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        return labels.allSatisfy(isLabel) && isPortSuffix(text[host.endIndex...])
    }

    private static func isLabel(_ label: Substring) -> Bool {
        !label.isEmpty && !label.hasPrefix("-") && !label.hasSuffix("-")
            && label.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "-") }
    }

    private static func isPortSuffix(_ text: Substring) -> Bool {
        if text.isEmpty { return true }
        return text.hasPrefix(":") && text.dropFirst().utf8.allSatisfy(\.isASCIIDigit)
            && UInt16(String(text.dropFirst())) != nil
    }
}
