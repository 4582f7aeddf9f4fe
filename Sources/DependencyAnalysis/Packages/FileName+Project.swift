import ScanModel

extension FileName {
    /// Whether the file is a test's or an example's: its packages are not the project's.
    var isOfTests: Bool {
        folders.contains { Self.testFolders.contains($0.lowercased()) }
    }

    private static let testFolders: Set<String> = [
        "test", "tests", "testdata", "test-data", "testing", "__tests__", "fixtures", "fixture", "__fixtures__", "spec",
        "specs", "example", "examples", "sample", "samples",
    ]
}

extension String {
    /// The folder that a path is in; empty at the top.
    var folder: Substring { lastIndex(of: "/").map { self[..<$0] } ?? "" }

    /// The folder in which a part of a path stands.
    func folder(before part: String) -> Substring {
        firstRange(of: part).map { self[..<$0.lowerBound] }.map { $0.hasSuffix("/") ? $0.dropLast() : $0 } ?? folder
    }
}

extension Substring {
    /// Whether this folder or one above it is among others: a workspace's lock file stands at its top.
    func isCovered(by folders: Set<Substring>) -> Bool {
        var folder = self
        while true {
            if folders.contains(folder) { return true }
            guard !folder.isEmpty else { return false }
            folder = folder.lastIndex(of: "/").map { folder[..<$0] } ?? ""
        }
    }
}
