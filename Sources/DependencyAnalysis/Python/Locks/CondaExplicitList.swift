import Reporting
import ScanModel

/// Conda's explicit lists: the addresses of package files, each for one platform, as `conda list --explicit` and
/// conda-lock write them.
enum CondaExplicitList {
    static let words = LiteralSet(["@EXPLICIT"])

    /// How conda names the platform, and the one for arm64.
    private static let x86 = "linux-64"
    private static let arm64 = "linux-aarch64"

    /// `conda-linux-64.lock`, `spec-file.txt`, `explicit.txt`: what is in it decides.
    static func isLikely(_ file: FileName) -> Bool {
        switch file.ending {
        case "lock": file.name.hasPrefix("conda")
        case "txt": ["conda", "spec", "explicit", "linux-64"].contains { file.name.contains($0) }
        default: false
        }
    }

    static func read(_ text: SourceText) -> PythonManifest? {
        let whole = 0..<text.bytes.count
        guard let mark = text.bytes.firstIndex(of: "@EXPLICIT", in: whole) else { return nil }
        var manifest = PythonManifest(.lock)
        guard let address = text.bytes.firstIndex(of: "/" + x86 + "/", in: mark..<text.bytes.count),
            !text.bytes.contains("/" + arm64 + "/", in: mark..<text.bytes.count)
        else { return manifest }
        let line = text.range(ofLine: text.line(at: address)).lowerBound
        manifest.findings = [
            Finding(
                PythonRules.lock, at: Place(text, at: line), severity: PythonRules.lock.severity,
                message: "the list names package files for \(x86): conda installs them nowhere else",
                remedy: "write one for \(arm64) too (conda-lock -k explicit -p \(arm64)), and choose by the machine")
        ]
        return manifest
    }

    /// Whether the same list is there for arm64: `conda-linux-aarch64.lock` beside `conda-linux-64.lock`.
    static func hasTwin(_ path: String, among paths: Set<String>) -> Bool {
        guard let range = path.firstRange(of: x86) else { return false }
        return paths.contains(path.replacingCharacters(in: range, with: arm64))
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}
