import Reporting

/// What `# check=` says: which checks to leave out, and whether their warnings are errors.
///
/// Source: Dockerfile reference, "check".
package struct CheckDirective: Hashable, Sendable {
    /// The names of the rules to leave out.
    package private(set) var skipped: Set<String> = []
    /// Whether all are left out.
    package private(set) var skipsAll = false
    /// Whether a warning fails the build.
    package private(set) var isError = false

    init() {}

    /// - Parameter text: such as `skip=JSONArgsRecommended,StageNameCasing;error=true`.
    /// - Throws: ``Failure`` with code `invalid-dockerfile`; the caller adds the place.
    init(parsing text: String) throws(Failure) {
        for part in text.split(separator: ";") {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(\.trimmed)
            guard pair.count == 2 else { throw Self.failure(part) }
            switch pair[0] {
            case "skip":
                let names = pair[1].split(separator: ",").map { String($0.trimmed) }
                skipsAll = names == ["all"]
                skipped = Set(names)
            case "error":
                guard let flag = GoValue.boolean(pair[1]) else { throw Self.failure(part) }
                isError = flag
            case "experimental": break
            default: throw Self.failure(part)
            }
        }
    }

    private static func failure(_ part: Substring) -> Failure {
        Failure(
            .invalidDockerfile, "the directive \"check\" can't be \"\(part)\"",
            hint: "such as skip=JSONArgsRecommended;error=true")
    }
}
