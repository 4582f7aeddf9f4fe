/// What is publicly said of versions of a package with native code that ``WheelData`` does not tell of.
struct PythonFact: Sendable {
    /// The last version of which it is known that it has no wheel for Linux on arm64.
    let last: PythonVersion?
    /// The first version of which it is known that it has one; what lies between the two is not known.
    let first: PythonVersion?
    /// Whether the first version is known to be the very first: all before it lack one.
    let isFirstExact: Bool
    /// Whether the newest version that the index had was among those without one.
    let isNever: Bool
    /// Later versions without one.
    let holes: [PythonVersion]
    /// Whether it is known that it can be built from sources where there is no wheel.
    let hasSources: Bool
    /// Where it is said.
    let reference: String

    /// A package of which the very first version with a wheel is known.
    init(since first: String, hasSources: Bool = true, _ reference: String) {
        self.init(last: nil, first: first, isFirstExact: true, holes: [], hasSources, reference)
    }

    /// A package that has neither a wheel for Linux on arm64 nor sources, in no version up to the newest.
    init(never newest: String, _ reference: String) {
        self.init(
            last: newest, first: nil, isFirstExact: false, isNever: true, holes: [], false, reference)
    }

    /// A package of which some versions are known to have a wheel, or to have none.
    init(
        without last: String? = nil, with first: String? = nil, holes: [String] = [], hasSources: Bool = true,
        _ reference: String
    ) {
        self.init(last: last, first: first, isFirstExact: false, holes: holes, hasSources, reference)
    }

    private init(
        last: String?, first: String?, isFirstExact: Bool, isNever: Bool = false, holes: [String],
        _ hasSources: Bool, _ reference: String
    ) {
        self.isNever = isNever
        self.last = last.flatMap { PythonVersion($0) }
        self.first = first.flatMap { PythonVersion($0) }
        self.isFirstExact = isFirstExact
        self.holes = holes.compactMap { PythonVersion($0) }
        self.hasSources = hasSources
        self.reference = reference
    }

    /// Whether it is said of this very version that it has no wheel.
    func names(_ version: PythonVersion) -> Bool { last == version || holes.contains(version) }

    func answer(_ question: PackageKnowledge.Question) -> PackageKnowledge.Answer {
        if question.build == .fromSources, hasSources { return .installs }
        let isLacking: Bool
        if let version = question.versions.exact?.withoutLocal {
            let isHole = holes.contains(version)
            if let first, version >= first, !isHole { return .installs }
            isLacking = isHole || isFirstExact || last.map { version <= $0 } ?? false
        } else {
            // pip takes the newest that is allowed.
            if let first, question.versions.reaches(first) { return .installs }
            isLacking = isFirstExact || isNever || last.map { !question.versions.reaches($0.successor) } ?? false
        }
        guard isLacking else { return .unknown }
        let later = question.versions.exact.map { version in first.map { $0 > version } ?? false } ?? (first != nil)
        return hasSources && question.build == .any
            ? .compiles(later ? first : nil) : .fails(later ? first : nil)
    }
}
