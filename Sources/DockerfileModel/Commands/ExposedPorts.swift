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
            parts.count < 2 || parts[parts.count - 2].isEmpty || Self.range(parts[parts.count - 2]) != nil
        else {
            throw Failure(
                .invalidDockerfile, "\"\(text)\" is no port",
                hint: "such as EXPOSE 8080, EXPOSE 53/udp or EXPOSE 8000-8005")
        }
        self.ports = ports
    }

    private static func range(_ text: Substring) -> ClosedRange<UInt16>? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count <= 2, ends.allSatisfy({ !$0.hasPrefix("+") }), let first = UInt16(ends[0]),
            let last = UInt16(ends[ends.count - 1]), first <= last
        else { return nil }
        return first...last
    }
}
