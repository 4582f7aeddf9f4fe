import ScanModel

/// A piece of a build file.
struct BuildStatement: Sendable {
    let range: Range<Int>
    let reach: Reach
    /// What else tells what it is for: the target of a rule in a makefile, the instruction of a Dockerfile.
    let context: Range<Int>

    init(_ range: Range<Int>, _ reach: Reach, context: Range<Int>? = nil) {
        self.range = range
        self.reach = reach
        self.context = context ?? range
    }
}
