import Reporting

extension ProgressReporter {
    /// Reports a step around its work.
    /// - Parameters:
    ///   - id: unique within the build.
    ///   - title: what is done.
    ///   - body: the work; returns its result, and a word about it.
    /// - Returns: the work's result, and how long it took.
    func step<Result>(
        _ id: String, _ title: String, _ body: () async throws -> (Result, detail: String)
    ) async throws -> (result: Result, duration: Duration) {
        report(.started(id: id, title: title))
        let start = ContinuousClock.now
        do {
            let (result, detail) = try await body()
            report(.finished(id: id, detail: detail))
            return (result, ContinuousClock.now - start)
        } catch {
            report(.failed(id: id, detail: (error as? Failure)?.message ?? "\(error)"))
            throw error
        }
    }
}
