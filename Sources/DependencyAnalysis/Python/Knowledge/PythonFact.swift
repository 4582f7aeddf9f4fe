/// What is publicly said of a package with native code that ``WheelData`` does not have.
struct PythonFact: Sendable {
    /// The first version with a wheel for Linux on arm64; nil when there is none.
    let first: PythonVersion?
    /// Whether it can be built from sources.
    let hasSources: Bool
    /// Where it is said.
    let reference: String

    init(since first: String?, hasSources: Bool = true, _ reference: String) {
        self.first = first.flatMap { PythonVersion($0) }
        self.hasSources = hasSources
        self.reference = reference
    }
}
