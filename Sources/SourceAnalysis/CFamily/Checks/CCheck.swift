/// Looks for one thing in a file of C.
protocol CCheck {
    /// Tells the collector what it finds.
    static func find(in source: CSource, _ collector: inout CandidateCollector)
}
