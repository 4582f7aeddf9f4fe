import Reporting

extension Comparison {
    /// Finds out, in turns, which rate pods of each architecture keep up with.
    /// - Parameters:
    ///   - sides: the two architectures; each gets its searches.
    ///   - targets: their pods.
    ///   - options: how pods are called.
    ///   - warnings: gets what to know about the result.
    /// - Throws: `CancellationError`.
    func search(
        _ sides: inout [SideRecord], _ targets: [[any LoadTarget]], _ options: ComparisonOptions,
        _ warnings: inout [String]
    ) async throws {
        guard let limit = options.highestRate else { return }
        for (index, isSecond) in RoundOrder.order(rounds: options.rounds).enumerated() {
            let side = isSecond ? 1 : 0
            let name = sides[side].architecture
            let title = "Search \(index + 1) of \(2 * options.rounds), \(name)"
            var search = RateSearch(base: options.rate, limit: limit, near: sides[side].lastFound)
            var record = ComparisonReport.Search(number: index + 1, maximum: nil, trials: [])
            try await step("search \(index)", title) {
                while let rate = search.next {
                    let trial = try await trial(at: rate, targets[side], options)
                    record.trials.append(trial)
                    progress.report(
                        .note(
                            "\(name): \(Self.rounded(rate))/s "
                                + (trial.isKept ? "kept up with" : "is too much: \(Self.rounded(trial.throughput))/s")))
                    search.note(isKept: trial.isKept)
                }
                record.maximum = search.found
                return search.found.map { "keeps up with \(Self.rounded($0))/s" } ?? "keeps up with no rate"
            }
            sides[side].add(record)
            let note = "\(name) kept up with \(Self.rounded(limit))/s, the most that was tried: raise --max-rate"
            if search.isAtLimit, !warnings.contains(note) { warnings.append(note) }
        }
    }

    private func trial(
        at rate: Double, _ targets: [any LoadTarget], _ options: ComparisonOptions
    ) async throws -> ComparisonReport.Trial {
        let generator = LoadGenerator(connections: options.connections, deadline: options.deadline, clock: clock)
        let record = try await generator.run(options.trial(at: rate), at: targets)
        return ComparisonReport.Trial(
            rate: rate, throughput: record.throughput, latency: ComparisonReport.Latency(record.latencies),
            errorRate: record.errorRate, isKept: record.throughput >= rate * 0.95 && record.errorRate <= 0.01)
    }
}
