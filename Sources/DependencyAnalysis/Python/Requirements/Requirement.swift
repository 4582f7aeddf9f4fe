/// A dependency as PEP 508 writes it: `name[extra]>=1.0; marker` or `name @ address; marker`.
package struct Requirement: Sendable {
    /// As it is written.
    package let name: String
    package let extras: [String]
    package let versions: VersionSet
    /// Where it is taken from, instead of an index.
    package let address: String?
    package let marker: Marker?

    /// Longer requirements are nobody's.
    private static let longest = 16_384

    /// - Returns: nil when the text is no requirement.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count <= Self.longest else { return nil }
        let text = String(text.withoutOuterSpace)
        let name = text.prefix { $0.utf8.allSatisfy { PackageName.isAllowed($0) } }
        guard let first = name.utf8.first, let last = name.utf8.last, first != 0x2D, first != 0x2E, last != 0x2D
        else { return nil }
        self.name = String(name)
        var rest = text[name.endIndex...].withoutOuterSpace
        guard let extras = Self.takeExtras(&rest) else { return nil }
        self.extras = extras
        if rest.hasPrefix("@") {
            // A semicolon ends an address only behind a blank: addresses may hold one.
            let parts = rest.dropFirst().withoutOuterSpace.split(separator: " ", maxSplits: 1)
            address = parts.first.map { $0.hasSuffix(";") ? String($0.dropLast()) : String($0) }
            versions = .any
            let tail = parts.count > 1 ? parts[1].drop { $0 == " " || $0 == ";" } : ""
            marker = tail.isEmpty ? nil : Marker(tail)
            return
        }
        address = nil
        let parts = rest.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
        guard let versions = Self.versions(parts.first ?? "") else { return nil }
        self.versions = versions
        if parts.count > 1 {
            guard let marker = Marker(parts[1]) else { return nil }
            self.marker = marker
        } else {
            marker = nil
        }
    }

    private static func takeExtras(_ rest: inout Substring) -> [String]? {
        guard rest.hasPrefix("[") else { return [] }
        guard let end = rest.firstIndex(of: "]") else { return nil }
        let names = rest[..<end].dropFirst().split(separator: ",").map { String($0.withoutOuterSpace) }
        rest = rest[rest.index(after: end)...].withoutOuterSpace
        return names
    }

    /// Old files put the conditions in parentheses.
    private static func versions(_ text: some StringProtocol) -> VersionSet? {
        let text = text.withoutOuterSpace
        return VersionSet(text.hasPrefix("(") && text.hasSuffix(")") ? text.dropFirst().dropLast() : text)
    }
}
