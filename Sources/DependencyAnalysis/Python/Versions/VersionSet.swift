/// The versions that a requirement allows: all conditions of one of the alternatives. Only poetry writes alternatives.
package struct VersionSet: Sendable, Hashable {
    let alternatives: [[VersionSpecifier]]

    /// Every version.
    static let any = VersionSet([[]])

    init(_ alternatives: [[VersionSpecifier]]) { self.alternatives = alternatives }

    /// - Parameter text: conditions as PEP 440 writes them, with commas between; empty for every version.
    /// - Returns: nil when one of them is no specifier.
    package init?(_ text: some StringProtocol) {
        var specifiers: [VersionSpecifier] = []
        for part in text.split(separator: ",") where !part.allSatisfy({ $0.isWhitespace }) {
            guard let specifier = VersionSpecifier(part) else { return nil }
            specifiers.append(specifier)
        }
        alternatives = [specifiers]
    }

    /// Whether a version is allowed.
    package func contains(_ version: PythonVersion) -> Bool {
        alternatives.contains { $0.allSatisfy { $0.contains(version) } }
    }

    /// The one version that is allowed, when a condition names just one.
    var exact: PythonVersion? {
        guard alternatives.count == 1, let specifiers = alternatives.first else { return nil }
        return specifiers.first {
            ($0.comparison == .equal && !$0.isPrefix) || $0.comparison == .arbitrary
        }?.version
    }

    /// Whether a pre-release is asked for by name.
    var namesPrerelease: Bool {
        alternatives.contains { $0.contains { $0.comparison != .different && $0.version?.isPrerelease == true } }
    }

    /// Both sets' conditions together.
    func intersection(_ other: VersionSet) -> VersionSet {
        VersionSet(alternatives.flatMap { mine in other.alternatives.prefix(Self.most).map { mine + $0 } })
    }

    /// Alternatives of alternatives multiply; nobody writes as many.
    private static let most = 16

    /// Whether a version is allowed that is this one or a later one.
    func reaches(_ version: PythonVersion) -> Bool {
        alternatives.contains { $0.allSatisfy { $0.reaches(version) } }
    }

    /// Whether no version is allowed below this one.
    func begins(at version: PythonVersion) -> Bool {
        alternatives.allSatisfy { $0.contains { $0.begins(at: version) } }
    }
}

extension VersionSpecifier {
    /// Whether the condition leaves room at or above a version.
    fileprivate func reaches(_ low: PythonVersion) -> Bool {
        guard let version else { return false }
        switch comparison {
        case .greater, .greaterOrEqual, .different: return true
        case .less: return low < version
        case .lessOrEqual, .arbitrary: return low <= version
        case .equal: return isPrefix ? low < Self.end(version.epoch, version.release[...]) : low <= version
        case .compatible: return low < Self.end(version.epoch, version.release.dropLast())
        }
    }

    fileprivate func begins(at low: PythonVersion) -> Bool {
        guard let version else { return false }
        switch comparison {
        case .less, .lessOrEqual, .different: return false
        case .greater, .greaterOrEqual, .equal, .arbitrary, .compatible: return version >= low
        }
    }

    /// The first version behind all that begin with a prefix.
    private static func end(_ epoch: Int, _ prefix: ArraySlice<Int>) -> PythonVersion {
        PythonVersion(epoch: epoch, release: prefix.dropLast() + [(prefix.last ?? .max - 1) &+ 1])
    }
}
