import Reporting
import ScanModel

/// A text as checks see it: comments blanked, commands found.
struct PassageSource: Sendable {
    let text: SourceText
    let kind: PassageKind
    /// The text's bytes with spaces in the place of comments.
    let code: [UInt8]
    /// The parts that run commands or name addresses.
    let passages: [Passage]
    /// The stages, when it is a Dockerfile.
    let dockerfile: Dockerfile?

    /// A part of a text.
    struct Passage: Sendable {
        let range: Range<Int>
        /// Where a choice by architecture may stand; nil means the lines around.
        let context: Range<Int>?
        /// How much something made for x86 matters there.
        let severity: Severity
    }

    private static let contextLines = 15

    init(text: SourceText, kind: PassageKind) {
        self.text = text
        self.kind = kind
        var dockerfile: Dockerfile?
        switch kind {
        case .dockerfile:
            let parsed = Dockerfile(text.bytes)
            dockerfile = parsed
            code = parsed.code
            passages = parsed.passages
        case .shellScript, .makefile: (code, passages) = Self.whole(CommentBlanking.hashLines(text.bytes))
        case .gradle: (code, passages) = Self.whole(CommentBlanking.slashes(text.bytes))
        case .mavenProject: (code, passages) = Self.whole(CommentBlanking.xml(text.bytes))
        }
        self.dockerfile = dockerfile
    }

    private static func whole(_ code: [UInt8]) -> ([UInt8], [Passage]) {
        (code, [Passage(range: 0..<code.count, context: nil, severity: .warning)])
    }

    /// Whether a choice by architecture stands beside a place.
    func choosesArchitecture(at offset: Int, in passage: Passage) -> Bool {
        let context =
            passage.context.map { text.near(offset, in: $0) }
            ?? text.window(around: offset, before: Self.contextLines, after: Self.contextLines)
        return code.containsAny(Self.choices, in: context)
    }

    private static let choices = [
        "uname -m", "uname -p", "uname -i", "TARGETARCH", "TARGETPLATFORM", "--print-architecture", "--print-arch",
        "$(arch)", "os.arch", "os.detected", "aarch64", "aarch_64", "arm64", "AARCH64", "ARM64",
    ]
}
