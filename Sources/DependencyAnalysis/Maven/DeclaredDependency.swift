import ScanModel

/// A dependency as a file declares it; parts of a Maven project may hold `${…}`.
struct DeclaredDependency: Sendable {
    /// What it is used for.
    enum Use: Sendable, Hashable {
        case program
        /// Whatever runs the program brings it.
        case provided
        /// A plugin of the build needs it.
        case plugin
        case test
    }

    let place: Place
    var group: String
    var artifact: String
    /// nil when it comes from elsewhere.
    var version: String?
    var classifier: String?
    var use = Use.program

    var name: String { group + ":" + artifact }

    init(
        _ place: Place, group: String, artifact: String, version: String?, classifier: String? = nil,
        use: Use = .program
    ) {
        self.place = place
        self.group = group
        self.artifact = artifact
        self.version = version
        self.classifier = classifier
        self.use = use
    }

    /// - Parameter coordinate: `group:artifact[:version[:classifier]]`, or with a packaging before the classifier.
    /// - Returns: nil when it is none.
    init?(coordinate: some StringProtocol, _ place: Place, use: Use = .program) {
        let parts = coordinate.prefix { $0 != "@" }.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...5).contains(parts.count), Self.isName(parts[0]), Self.isName(parts[1]),
            parts[0].contains(".") || Self.isVersion(parts.dropFirst(2).first)
        else { return nil }
        let isPackaged = parts.count > 3 && ["exe", "jar", "so"].contains(parts[3])
        self.init(
            place, group: String(parts[0]), artifact: String(parts[1]),
            version: parts.dropFirst(2).first.flatMap { $0.isEmpty ? nil : String($0) },
            classifier: parts.dropFirst(isPackaged ? 4 : 3).first.map { String($0) }, use: use)
    }

    /// A group without a dot ("junit") is one when something like a version follows.
    private static func isVersion(_ part: (some StringProtocol)?) -> Bool {
        part?.first.map { $0.isNumber || $0 == "$" } ?? false
    }

    private static func isName(_ part: some StringProtocol) -> Bool {
        part.first?.isLetter == true && part.utf8.allSatisfy { $0.isASCIILetterOrDigit || "._-".utf8.contains($0) }
    }
}
