/// One condition on a version (PEP 440): `>=1.16`, `==1.*`, `~=2.1`.
package struct VersionSpecifier: Sendable, Hashable {
    /// What a version is compared by.
    enum Comparison: String, Sendable, CaseIterable {
        // Longer ones first: a text is tried against them in this order.
        case arbitrary = "==="
        case compatible = "~="
        case equal = "=="
        case different = "!="
        case lessOrEqual = "<="
        case greaterOrEqual = ">="
        case less = "<"
        case greater = ">"
    }

    let comparison: Comparison
    /// Nil for `===` with a text that is no version.
    let version: PythonVersion?
    /// `==1.*`: only the beginning is compared.
    let isPrefix: Bool
    /// The version as it is written.
    let text: String

    init(_ comparison: Comparison, _ version: PythonVersion, isPrefix: Bool = false) {
        self.comparison = comparison
        self.version = version
        self.isPrefix = isPrefix
        text = version.text
    }

    /// - Returns: nil when the text is no specifier.
    package init?(_ text: some StringProtocol) {
        let text = text.withoutOuterSpace
        guard let comparison = Comparison.allCases.first(where: { text.hasPrefix($0.rawValue) }) else { return nil }
        let rest = String(text.dropFirst(comparison.rawValue.count).withoutOuterSpace)
        let isPrefix = rest.hasSuffix(".*") && (comparison == .equal || comparison == .different)
        let version = PythonVersion(isPrefix ? rest.dropLast(2) : rest[...])
        self.comparison = comparison
        self.version = version
        self.isPrefix = isPrefix
        self.text = rest
        if comparison == .arbitrary {
            if rest.isEmpty { return nil }
            return
        }
        guard let version else { return nil }
        if isPrefix, version.pre != nil || version.post != nil || version.dev != nil || !version.local.isEmpty {
            return nil
        }
        if comparison == .compatible, version.release.count < 2 { return nil }
        // What stands behind "+" can only be equal or different.
        if !version.local.isEmpty, comparison != .equal, comparison != .different { return nil }
    }

    /// Whether a version meets the condition; pre-releases are judged like any other.
    package func contains(_ candidate: PythonVersion) -> Bool {
        guard let version else { return candidate.isWritten(as: text) }
        switch comparison {
        case .arbitrary: return candidate.isWritten(as: text)
        case .equal: return equals(candidate, version)
        case .different: return !equals(candidate, version)
        case .lessOrEqual: return candidate.withoutLocal <= version
        case .greaterOrEqual: return candidate.withoutLocal >= version
        case .less: return isLess(candidate, version)
        case .greater: return isGreater(candidate, version)
        case .compatible:
            return candidate.withoutLocal >= version
                && Self.begins(candidate, epoch: version.epoch, version.release.dropLast())
        }
    }

    private func equals(_ candidate: PythonVersion, _ version: PythonVersion) -> Bool {
        if isPrefix { return Self.begins(candidate, epoch: version.epoch, version.release[...]) }
        return (version.local.isEmpty ? candidate.withoutLocal : candidate) == version
    }

    /// `<2` excludes `2rc1`: nobody means it.
    private func isLess(_ candidate: PythonVersion, _ version: PythonVersion) -> Bool {
        guard candidate < version else { return false }
        return version.isPrerelease || !candidate.isPrerelease || candidate < version.firstPrerelease
    }

    /// `>2` excludes `2.post1` and `2+local`.
    private func isGreater(_ candidate: PythonVersion, _ version: PythonVersion) -> Bool {
        guard candidate > version else { return false }
        if version.post == nil, candidate.post != nil, candidate.withoutPost == version { return false }
        return candidate.local.isEmpty || candidate.withoutLocal != version
    }

    private static func begins(_ version: PythonVersion, epoch: Int, _ prefix: ArraySlice<Int>) -> Bool {
        let padded = version.release + Array(repeating: 0, count: max(0, prefix.count - version.release.count))
        return version.epoch == epoch && padded.starts(with: prefix)
    }
}
