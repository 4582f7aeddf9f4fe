import ScanModel

/// A dependency as a file declares it; parts of a Maven project may hold `${…}`.
struct DeclaredDependency: Sendable {
    let file: String
    let line: Int
    var group: String
    var artifact: String
    /// nil when it comes from elsewhere.
    var version: String?
    var classifier: String?

    var name: String { group + ":" + artifact }

    init(file: String, line: Int, group: String, artifact: String, version: String?, classifier: String?) {
        self.file = file
        self.line = line
        self.group = group
        self.artifact = artifact
        self.version = version
        self.classifier = classifier
    }

    /// - Parameter coordinate: `group:artifact[:version[:classifier]]`, or with a packaging before the classifier.
    /// - Returns: nil when it is none.
    init?(coordinate: some StringProtocol, file: String, line: Int) {
        let parts = coordinate.prefix { $0 != "@" }.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...5).contains(parts.count), parts[0].contains("."), Self.isName(parts[0]), Self.isName(parts[1])
        else { return nil }
        let isPackaged = parts.count > 3 && ["exe", "jar", "so"].contains(parts[3])
        self.init(
            file: file, line: line, group: String(parts[0]), artifact: String(parts[1]),
            version: parts.count > 2 ? String(parts[2]) : nil,
            classifier: parts.dropFirst(isPackaged ? 4 : 3).first.map { String($0) })
    }

    private static func isName(_ part: some StringProtocol) -> Bool {
        part.first?.isLetter == true && part.utf8.allSatisfy { $0.isASCIILetterOrDigit || "._-".utf8.contains($0) }
    }
}
