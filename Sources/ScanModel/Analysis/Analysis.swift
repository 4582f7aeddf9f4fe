import Reporting

/// Judges one kind of thing in a project: what each file says first, then all of it together.
///
/// A scan reads every file once, gives it to the analyses that are interested in it (many files at a time, in any
/// order), and lets each analysis judge its facts at the end, because a twin, a parent or a lock file may be in
/// another file.
package protocol Analysis: Sendable {
    /// What one file says: small, because there is one for each file of interest until the end of the scan.
    associatedtype Fact: Sendable

    /// What it looks for.
    var rules: [Rule] { get }

    /// Whether some of the files are of interest that ``FileName/isPlainSource`` tells, and that name no interpreter:
    /// many a tree has hardly any others, and the analyses of builds and packages need not be asked about each of them.
    var seesPlainSources: Bool { get }

    /// Whether it wants to see a file. Called for every file of the tree: must be quick.
    func interest(in file: FileName) -> Interest

    /// What a file says.
    /// - Parameter text: a file of interest; a big one is cut at the scan's limit.
    /// - Returns: nil when it says nothing.
    /// - Throws: when the file can't be understood and a blocker may hide in it; the scan reports it as not judged.
    func examine(_ text: SourceText, _ file: FileName) throws(Failure) -> Fact?

    /// What a file says in which none of the words of ``Interest/namedOrContaining(_:)`` stands.
    /// - Parameter bytes: the file's text, valid during the call: a quick look at its beginning is free.
    func glance(at bytes: UnsafeRawBufferPointer, _ file: FileName) -> Fact?

    /// Which files have to be read after all, now that it is known what all files say by their names and words.
    /// - Parameters:
    ///   - facts: in the order of the paths' bytes.
    ///   - round: from 1 to ``rounds``.
    /// - Returns: files that were not read yet, or have to be asked something else; what they say takes the place of
    ///   what was known of them.
    func further(_ facts: [FileFact<Fact>], round: Int) -> [FurtherFile]

    /// How often it may ask for more.
    static var rounds: Int { get }

    /// Whether projects that stand side by side are judged one by one: what one knows says nothing of another.
    static var judgesProjectsApart: Bool { get }

    /// Whether one of several projects that stand side by side needs nothing of the others.
    /// - Parameters:
    ///   - facts: of the project.
    ///   - folder: where it is, with a slash at the end.
    /// - Returns: whether it is to be judged by itself.
    func standsAlone(_ facts: [FileFact<Fact>], in folder: String) -> Bool

    /// Judges everything together, or one project.
    /// - Parameter facts: in the order of the paths' bytes.
    /// - Throws: `CancellationError`, and what makes the whole scan useless.
    func judge(_ facts: [FileFact<Fact>]) async throws -> Judgement
}

/// What one file says.
package struct FileFact<Fact: Sendable>: Sendable {
    /// The file, relative to what is scanned.
    package let path: String
    package let fact: Fact

    package init(path: String, fact: Fact) {
        self.path = path
        self.fact = fact
    }
}

/// A file that has to be read after all.
package struct FurtherFile: Sendable {
    package let path: String
    /// Only when one of these words stands in it; nil for always.
    package let words: LiteralSet?
    /// What the analysis wants to know of it; it finds this again as ``SourceText/question``.
    package let question: (any Sendable)?

    package init(path: String, words: LiteralSet? = nil, question: (any Sendable)? = nil) {
        self.path = path
        self.words = words
        self.question = question
    }
}

extension Analysis {
    package var seesPlainSources: Bool { false }

    /// Most analyses only want to know that it is there.
    package func glance(at bytes: UnsafeRawBufferPointer, _ file: FileName) -> Fact? {
        // What has no text can't be misunderstood.
        try? examine(SourceText(path: file.path, bytes: []), file)
    }

    package static var rounds: Int { 1 }

    /// Parents, lock files and twins may stand in the folder beside.
    package static var judgesProjectsApart: Bool { false }

    package func standsAlone(_ facts: [FileFact<Fact>], in folder: String) -> Bool { true }

    /// Most analyses see all that they need at once.
    package func further(_ facts: [FileFact<Fact>], round: Int) -> [FurtherFile] { [] }
}

extension Analysis where Fact == [Finding] {
    /// Files that stand for themselves.
    package func judge(_ facts: [FileFact<[Finding]>]) async throws -> Judgement {
        Judgement(findings: facts.flatMap { $0.fact })
    }
}
