/// What is known of a package.
enum PackageKnowledge: Sendable {
    /// Its releases, and what is said of others.
    case releases(ReleaseList, otherwise: PythonFact?)
    case fact(PythonFact)
    /// Nothing of it depends on the processor, in no release.
    case pure

    /// What ships with this program.
    /// - Parameter name: normalised.
    static func shipped(_ name: String) -> PackageKnowledge? {
        if PurePython.isOptional(name) { return .pure }
        let fact = PythonFacts.fact(of: name)
        if let list = WheelTable.shipped.releases(of: name) { return .releases(list, otherwise: fact) }
        if let fact { return .fact(fact) }
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
        case .releases(let list, let fact): answer(question, list, fact)
        }
    }

    /// What was seen next to a version, for people; nil when nothing was.
    func neighbours(of version: PythonVersion, _ libc: PlatformTag.Libc) -> String? {
        guard case .releases(let list, _) = self else { return nil }
        return list.neighbours(of: version, libc)
    }

    /// Whether a version of which nothing is known may be one that pip can't install at all.
    func mayFail(_ versions: VersionSet) -> Bool {
        switch self {
        case .pure: false
        case .fact(let fact): !fact.hasSources
        case .releases(let list, _): list.mayFail(versions)
        }
    }

    /// What was seen; what is said of this very version, or of those that nobody has seen.
    private func answer(_ question: Question, _ list: ReleaseList, _ fact: PythonFact?) -> Answer {
        let version = question.versions.exact?.withoutLocal
        let isNamed = version.map { version in fact?.names(version) ?? false && !list.lists(version) } ?? false
        let answer = isNamed ? .unknown : list.answer(question)
        guard answer == .unknown, let fact else { return answer }
        let later = list.firstInstalled(after: version, question)
        return switch fact.answer(question) {
        case .compiles(nil): .compiles(later)
        case .fails(nil): .fails(later)
        case let answer: answer
        }
    }
}
