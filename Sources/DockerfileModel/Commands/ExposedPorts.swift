import Glibc
import Reporting

/// What a word of EXPOSE stands for, variables replaced: `80`, `53/udp` or `8000-8005`.
package struct ExposedPorts: Hashable, Sendable {
    /// The ports.
    package let ports: ClosedRange<UInt16>
    /// `tcp`, `udp` or `sctp`.
    package let transport: String
    /// Whether an address or a port of the host stands before it, which EXPOSE has no use for.
    package let isMapping: Bool

    /// Each port as image configurations write it, such as `80/tcp`.
    package var names: [String] { ports.map { "\($0)/\(transport)" } }

    /// - Parameter text: one word.
    /// - Throws: ``Failure`` with code `invalid-dockerfile`; the caller adds the place.
    package init(parsing text: String) throws(Failure) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        isMapping = parts.count > 1
        let pieces = (parts.last ?? "").split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let named = pieces.count == 2 ? pieces[1].lowercased() : ""
        transport = named.isEmpty ? "tcp" : named
        guard let ports = pieces.first.flatMap(Self.range), ["tcp", "udp", "sctp"].contains(transport),
            Self.isHost(parts.dropLast(), for: ports)
        else {
            throw Failure(
                .invalidDockerfile, "\"\(text)\" is no port",
                hint: "such as EXPOSE 8080, EXPOSE 53/udp or EXPOSE 8000-8005")
        }
        self.ports = ports
    }

    /// Whether what stands before the ports could be an address and as many ports of the host.
    private static func isHost(_ parts: ArraySlice<Substring>, for ports: ClosedRange<UInt16>) -> Bool {
        if let text = parts.last, !text.isEmpty {
            // One port may have any of several of the host.
            guard let host = range(text), ports.count == 1 || ports.count == host.count else { return false }
        }
        var address = parts.dropLast().joined(separator: ":")
        if address.hasPrefix("["), address.hasSuffix("]") { address = String(address.dropFirst().dropLast()) }
        var bytes = in6_addr()
        return address.isEmpty || inet_pton(AF_INET, address, &bytes) == 1 || inet_pton(AF_INET6, address, &bytes) == 1
    }

    private static func range(_ text: Substring) -> ClosedRange<UInt16>? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count <= 2, ends.allSatisfy({ !$0.hasPrefix("+") }), let first = UInt16(ends[0]),
            let last = UInt16(ends[ends.count - 1]), first <= last
        else { return nil }
        return first...last
    }
}
