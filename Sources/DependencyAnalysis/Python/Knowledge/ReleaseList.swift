/// Releases of a package, the oldest first, and what they say of versions that are not among them.
struct ReleaseList: Sendable {
    /// Which of a package's releases are listed.
    enum Coverage: Sendable {
        /// All that there are: the index was asked.
        case all
        /// All that there were on a day.
        case asOfADay
        /// Those that were seen somewhere: a version between them is taken to be like both its neighbours, a later one
        /// to have a wheel when the newest has one; of all others nothing is known.
        case seen
    }

    let releases: [Release]
    let coverage: Coverage

    init(_ releases: [Release], _ coverage: Coverage) {
        self.releases = releases
        self.coverage = coverage
    }

    func answer(_ question: PackageKnowledge.Question) -> PackageKnowledge.Answer {
        if let version = question.versions.exact {
            guard let outcome = outcome(of: version, question) else { return .unknown }
            return answer(outcome, after: version, question)
        }
        let allowed = releases.filter {
            !$0.isYanked && (!$0.version.isPrerelease || question.versions.namesPrerelease)
                && question.versions.contains($0.version)
        }
        guard let newest = allowed.last, isLike(newest, whatFollowsWithin: question) else { return .unknown }
        // pip takes the newest; what it can't install at all, it passes over.
        for release in allowed.reversed() {
            switch outcome(release, question) {
            case .installs: return .installs
            case .compiles: return answer(.compiles, after: release.version, question)
            case .fails: continue
            }
        }
        return answer(.fails, after: newest.version, question)
    }

    func lists(_ version: PythonVersion) -> Bool { releases.contains { $0.version == version } }

    /// - Returns: the first release after a version that arm64 installs from a wheel.
    func firstInstalled(after version: PythonVersion?, _ question: PackageKnowledge.Question) -> PythonVersion? {
        releases.first { release in
            let isLater = version.map { $0 < release.version } ?? true
            return isLater && !release.isYanked && !release.version.isPrerelease
                && outcome(release, question) == .installs
        }?.version
    }

    /// What was seen next to a version, for people: `1.0 has none, 1.2 has one`; nil when there is nothing.
    func neighbours(of version: PythonVersion, _ libc: PlatformTag.Libc) -> String? {
        let said = neighbours(of: version).map { release in
            let outcome = release.content.outcome(python: nil, libc: libc, build: .onlyWheels)
            return "\(release.version.text) has \(outcome == .installs ? "one" : "none")"
        }
        return said.isEmpty ? nil : said.joined(separator: ", ")
    }

    /// Whether a version of which nothing is known may have neither a wheel nor sources, as those next to it.
    func mayFail(_ versions: VersionSet) -> Bool {
        let alike = versions.exact.map { neighbours(of: $0) } ?? releases
        return alike.contains { !$0.content.isPure && !$0.content.hasSources }
    }

    private func neighbours(of version: PythonVersion) -> [Release] {
        [releases.last { $0.version < version }, releases.first { $0.version > version }].compactMap { $0 }
    }

    /// What a version brings; of a version that is not listed, what the releases around it bring when they agree.
    private func outcome(
        of version: PythonVersion, _ question: PackageKnowledge.Question
    ) -> ReleaseContent.Outcome? {
        if let release = releases.last(where: { $0.version == version.withoutLocal }) {
            return outcome(release, question)
        }
        guard coverage != .all else { return nil }
        guard let before = releases.last(where: { $0.version < version }) else {
            // Packages begin in Python and get native code later, hardly the other way round.
            return coverage == .seen && releases.first?.content.isPure == true ? .installs : nil
        }
        let earlier = outcome(before, question)
        guard let after = releases.first(where: { $0.version > version }) else {
            return coverage == .asOfADay || earlier == .installs ? earlier : nil
        }
        return outcome(after, question) == earlier ? earlier : nil
    }

    /// Whether versions that were not seen, and may be newer than the newest that is allowed, are taken to be like it.
    private func isLike(_ newest: Release, whatFollowsWithin question: PackageKnowledge.Question) -> Bool {
        guard coverage == .seen, question.versions.reaches(newest.version.successor) else { return true }
        let own = outcome(newest, question)
        guard let next = releases.first(where: { $0.version > newest.version }) else { return own == .installs }
        return outcome(next, question) == own
    }

    private func outcome(_ release: Release, _ question: PackageKnowledge.Question) -> ReleaseContent.Outcome {
        release.content.outcome(python: question.python, libc: question.libc, build: question.build)
    }

    private func answer(
        _ outcome: ReleaseContent.Outcome, after version: PythonVersion, _ question: PackageKnowledge.Question
    ) -> PackageKnowledge.Answer {
        switch outcome {
        case .installs: .installs
        case .compiles: .compiles(firstInstalled(after: version, question))
        case .fails: .fails(firstInstalled(after: version, question))
        }
    }
}
