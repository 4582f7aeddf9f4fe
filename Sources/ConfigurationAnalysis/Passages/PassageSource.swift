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
    /// Whether it is a pipeline, whose machines are somebody's choice.
    let isPipeline: Bool
    /// A pipeline that is for arm64 too chose what it does on x86.
    private let isForBoth: Bool
    /// When it is a recipe of BitBake.
    private let recipe: BitBakeRecipe?
    /// The stages, when it is a Dockerfile.
    let dockerfile: Dockerfile?

    /// A part of a text.
    struct Passage: Sendable {
        let range: Range<Int>
        /// Where a choice by architecture may stand; nil means the lines around.
        let context: Range<Int>?
        /// How much something made for x86 matters there.
        let severity: Severity
        /// A Dockerfile's keyword; nil elsewhere.
        var keyword: String?
    }

    init(text: SourceText, kind: PassageKind, isPipeline: Bool = false) {
        self.text = text
        self.kind = kind
        var dockerfile: Dockerfile?
        switch kind {
        case .dockerfile:
            let parsed = Dockerfile(text.bytes)
            dockerfile = parsed
            code = parsed.code
            passages = parsed.passages
        case .shellScript, .powerShell, .makefile, .yaml, .infrastructure, .settings:
            (code, passages) = Self.whole(CommentBlanking.hashLines(text.bytes))
        case .apptainer: (code, passages) = Self.whole(CommentBlanking.hashLines(text.bytes), severity: .blocker)
        case .gradle, .jenkinsfile: (code, passages) = Self.whole(CommentBlanking.slashes(text.bytes))
        case .mavenProject: (code, passages) = Self.whole(CommentBlanking.xml(text.bytes))
        case .packageJSON: (code, passages) = Self.whole(text.bytes)
        case .notebook: (code, passages) = (text.bytes, Self.shellLines(text))
        }
        self.dockerfile = dockerfile
        self.isPipeline = isPipeline
        recipe = kind == .settings ? BitBakeRecipe(text, code: code) : nil
        isForBoth = isPipeline && ArchitectureChoice.namesARM64(code)
    }

    private static func whole(_ code: [UInt8], severity: Severity = .warning) -> ([UInt8], [Passage]) {
        (code, [Passage(range: 0..<code.count, context: nil, severity: severity)])
    }

    /// `"!wget …\n",` in a notebook; what its programs wrote stands there too, and says nothing.
    private static func shellLines(_ text: SourceText) -> [Passage] {
        text.bytes.indices(of: "\"!", in: 0..<text.bytes.count).compactMap { place in
            let line = text.range(ofLine: text.line(at: place))
            guard text.bytes[line.lowerBound..<place].allSatisfy({ $0.isASCIISpace }) else { return nil }
            return Passage(range: place..<line.upperBound, context: nil, severity: .warning)
        }
    }

    /// Whether a choice by architecture stands beside a place.
    func choosesArchitecture(at offset: Int, in passage: Passage) -> Bool {
        guard !isForBoth, recipe?.choosesMachine(at: offset) != true else { return true }
        let choice = ArchitectureChoice(code: code, text: text)
        if let context = passage.context { return choice.stands(at: offset, inInstruction: context) }
        let neighbourhood = Neighbourhood(self)
        let part = neighbourhood.lines(around: offset)
        return choice.stands(at: offset, within: part) || part.map { neighbourhood.asksForX86(in: $0) } ?? false
    }

    /// The line at an offset, as far as it is near.
    func line(at offset: Int) -> Range<Int> { text.near(offset, in: text.range(ofLine: text.line(at: offset))) }
}
