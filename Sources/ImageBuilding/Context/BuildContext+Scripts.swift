import DockerfileModel
import FoundationEssentials

extension BuildContext: ScriptSource {
    /// Longer files are no scripts that people write.
    private static let longestScript: Int64 = 256 << 10

    public func script(at path: String) -> String? {
        guard !PathPattern.isPattern(path), let item = try? items(matching: path).first?.item,
            case .file(let file, let size) = item.kind, size <= Self.longestScript,
            let data = FileManager.default.contents(atPath: file)
        else { return nil }
        return String(validating: data, as: UTF8.self)
    }
}
