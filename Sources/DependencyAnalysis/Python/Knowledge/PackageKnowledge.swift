/// What is known of a package.
enum PackageKnowledge: Sendable {
    /// Its releases, the oldest first, and whether these are all that there are.
    case releases([Release], isComplete: Bool)
    case fact(PythonFact)
    /// Nothing of it depends on the processor, in no release.
    case pure

    /// What ships with this program.
    /// - Parameter name: normalised.
    static func shipped(_ name: String) -> PackageKnowledge? {
        if PurePython.isOptional(name) { return .pure }
        if let releases = WheelTable.shipped.releases(of: name) { return .releases(releases, isComplete: false) }
        if let fact = PythonFacts.packages[name] { return .fact(fact) }
        return PurePython.contains(name) ? .pure : nil
    }

    /// What is asked of a package.
    struct Question: Sendable {
        let versions: VersionSet
        let python: Int?
        let libc: PlatformTag.Libc
        let build: BuildPolicy
    }

    /// What a package's releases say to it.
    enum Answer: Sendable, Hashable {
        case installs
        /// With the nearest later version that has a wheel.
        case compiles(PythonVersion?)
        case fails(PythonVersion?)
        case unknown
    }

    func answer(_ question: Question) -> Answer {
        switch self {
        case .pure: .installs
        case .fact(let fact): fact.answer(question)
        case .releases(let releases, let isComplete): Self.answer(question, releases, isComplete)
        }
    }

    private static func answer(_ question: Question, _ releases: [Release], _ isComplete: Bool) -> Answer {
        if let version = question.versions.exact {
            guard let content = content(of: version, releases, isComplete) else { return .unknown }
            return answer(outcome(content, question), after: version, releases, question)
        }
        let allowed = releases.filter {
            !$0.isYanked && (!$0.version.isPrerelease || question.versions.namesPrerelease)
                && question.versions.contains($0.version)
        }
        guard let newest = allowed.last else { return .unknown }
        // pip takes the newest; what it can't install at all, it passes over.
        for release in allowed.reversed() {
            switch outcome(release.content, question) {
            case .installs: return .installs
            case .compiles: return answer(.compiles, after: release.version, releases, question)
            case .fails: continue
            }
        }
        return answer(.fails, after: newest.version, releases, question)
    }

    /// What a version brings; of a version that is not listed, what the releases around it bring when they agree.
    private static func content(
        of version: PythonVersion, _ releases: [Release], _ isComplete: Bool
    ) -> ReleaseContent? {
        if let release = releases.last(where: { $0.version == version.withoutLocal }) { return release.content }
        guard !isComplete else { return nil }
        let before = releases.last { $0.version < version }
        let after = releases.first { $0.version > version }
        return before?.content == after?.content || after == nil ? before?.content : nil
    }

    private static func outcome(_ content: ReleaseContent, _ question: Question) -> ReleaseContent.Outcome {
        content.outcome(python: question.python, libc: question.libc, build: question.build)
    }

    private static func answer(
        _ outcome: ReleaseContent.Outcome, after version: PythonVersion, _ releases: [Release], _ question: Question
    ) -> Answer {
        guard outcome != .installs else { return .installs }
        let later = releases.first {
            $0.version > version && !$0.isYanked && !$0.version.isPrerelease
                && self.outcome($0.content, question) == .installs
        }
        return outcome == .compiles ? .compiles(later?.version) : .fails(later?.version)
    }
}
