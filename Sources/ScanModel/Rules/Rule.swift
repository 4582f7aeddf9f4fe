import Reporting

/// One thing that a scan looks for: what `mixarch scan --rules` lists and `--explain` tells.
public struct Rule: Sendable, Hashable, Codable {
    /// Where a rule looks.
    public enum Area: String, Sendable, Codable, CaseIterable {
        /// Programs' sources.
        case source
        /// Files that say how programs are built.
        case build
        /// Files that say how programs are shipped and run.
        case deployment
        /// Packages that a project uses.
        case dependency
        /// Machine code, loose and in archives and images.
        case binary
    }

    /// What a fix usually costs.
    public enum Effort: String, Sendable, Codable, CaseIterable, Comparable {
        /// A changed word or line.
        case minutes
        /// A changed function, a rebuilt library.
        case hours
        /// Code to be written anew, a product to be replaced.
        case days

        public static func < (left: Self, right: Self) -> Bool {
            allCases.firstIndex(of: left) ?? 0 < allCases.firstIndex(of: right) ?? 0
        }
    }

    /// The stable name, such as `x86-intrinsics`.
    public let id: String
    /// A few words for a list.
    public let title: String
    /// Where it looks.
    public let area: Area
    /// The severity that its findings usually have; the place may make it less, or more.
    public let severity: Severity
    /// What a fix usually costs.
    public let effort: Effort
    /// Why it matters on arm64, in a sentence or two.
    public let why: String
    /// What to do about it.
    public let remedy: String
    /// What the scan finds, as a piece of a file.
    public let before: String
    /// The same piece, mended.
    public let after: String
    /// Where more about it is said in public: an address.
    public let reference: String?

    /// - Parameters:
    ///   - id: the stable name, such as `x86-intrinsics`.
    ///   - title: a few words for a list.
    ///   - area: where it looks.
    ///   - severity: the severity that its findings usually have.
    ///   - effort: what a fix usually costs.
    ///   - why: why it matters on arm64.
    ///   - remedy: what to do about it.
    ///   - before: what the scan finds, as a piece of a file.
    ///   - after: the same piece, mended.
    ///   - reference: where more about it is said in public: an address.
    public init(
        id: String, title: String, area: Area, severity: Severity, effort: Effort, why: String, remedy: String,
        before: String, after: String, reference: String? = nil
    ) {
        self.id = id
        self.title = title
        self.area = area
        self.severity = severity
        self.effort = effort
        self.why = why
        self.remedy = remedy
        self.before = before
        self.after = after
        self.reference = reference
    }
}
