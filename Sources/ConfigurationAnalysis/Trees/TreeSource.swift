import Reporting
import ScanModel

/// A structured file as checks see it.
struct TreeSource: Sendable {
    /// What the file describes.
    enum Kind: Sendable {
        case compose
        case pipeline
        case infrastructure
        case other
    }

    let text: SourceText
    let file: FileName
    let kind: Kind
    let tree: ConfigurationTree
    /// Whether it names arm64 anywhere outside of comments.
    let namesARM64: Bool

    /// Bigger files are data.
    private static let limit = 1 << 20

    /// - Returns: nil when it is no file that people write.
    init?(_ text: SourceText, _ file: FileName) {
        guard text.bytes.count <= Self.limit else { return nil }
        self.text = text
        self.file = file
        var code = text.bytes
        if ConfigurationFile.isHCL(file) {
            kind = .infrastructure
            code = CommentBlanking.hashLines(code)
            tree = BraceReader.read(text.bytes, isHCL: true)
        } else if ConfigurationFile.isJSON(file) {
            guard file.name == "devcontainer.json" || text.bytes.containsAny(Self.telling, in: 0..<text.bytes.count)
            else {
                return nil
            }
            kind = .other
            tree = BraceReader.read(text.bytes, isHCL: false)
        } else {
            kind =
                ConfigurationFile.isCompose(file) ? .compose : ConfigurationFile.isPipeline(file) ? .pipeline : .other
            code = CommentBlanking.hashLines(code)
            tree = IndentedReader.read(text.bytes)
        }
        namesARM64 = ArchitectureChoice.namesARM64(code)
    }

    /// What only deployment descriptions in JSON have.
    private static let telling = [
        "AWS::", "cpuArchitecture", "runtimePlatform", "\"apiVersion\"", "\"builders\"", "\"resource\"",
        "\"provisioners\"", "\"only-arches\"", "containerDefinitions", "\"Layers\"", "\"instanceType",
    ]

    /// A finding at a node's value.
    func finding(
        _ rule: Rule, at node: Int, severity: Severity? = nil, message: String, remedy: String? = nil,
        reference: String? = nil
    ) -> Finding {
        Finding(
            rule, in: text, at: tree.offset(of: node), severity: severity, message: message, remedy: remedy,
            reference: reference)
    }
}
