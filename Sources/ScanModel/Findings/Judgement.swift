/// What an analysis says of a project.
package struct Judgement: Sendable {
    package var findings: [Finding]
    package var dependencies: [DependencyResult]
    /// What could not be judged and may hide a blocker: each makes the verdict inconclusive.
    package var gaps: [NotJudged]
    /// What was left out and can't matter much.
    package var omissions: [NotJudged]
    /// The first of a language is the one that counts.
    package var languageVersions: [LanguageVersion]
    /// Files that only their content showed to be worth judging: they are evidence as sources are.
    package var judged: Int

    package init(
        findings: [Finding] = [], dependencies: [DependencyResult] = [], gaps: [NotJudged] = [],
        omissions: [NotJudged] = [], languageVersions: [LanguageVersion] = [], judged: Int = 0
    ) {
        self.findings = findings
        self.dependencies = dependencies
        self.gaps = gaps
        self.omissions = omissions
        self.languageVersions = languageVersions
        self.judged = judged
    }

    package mutating func add(_ other: Judgement) {
        findings += other.findings
        dependencies += other.dependencies
        gaps += other.gaps
        omissions += other.omissions
        languageVersions += other.languageVersions
        judged += other.judged
    }
}
