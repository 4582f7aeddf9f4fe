import Platforms
import Reporting
import ScanModel

extension PortingScanner {
    /// Scans a container image: the target's, or one for x86 that would have to be built for the target.
    /// - Parameters:
    ///   - image: the image.
    ///   - progress: hears how far it is.
    /// - Returns: the report; the same image gives the same one, apart from the duration.
    /// - Throws: ``Failure`` when the image can't be read; `CancellationError`.
    public func scan(image: any ImageSource, progress: any ProgressReporter) async throws -> ScanReport {
        try await timed(image.name, progress: progress) {
            let judgement = ImageJudgement(target: target, name: image.name)
            let platforms = try await image.platforms()
            var outcome = Outcome()
            if let platform = judgement.chosen(of: platforms) {
                outcome = try await self.outcome(of: image, platform, progress: progress)
                outcome.findings += judgement.findings(in: outcome.natives, of: platform)
                outcome.natives = []
            }
            if let finding = judgement.finding(for: platforms) {
                outcome.findings.append(finding)
                outcome.judged += 1
            }
            return outcome
        }
    }

    private func outcome(
        of image: any ImageSource, _ platform: Platform, progress: any ProgressReporter
    ) async throws -> Outcome {
        let layers = try await image.layers(of: platform)
        var scan = ImageScan(analyses: analyses)
        for (index, layer) in layers.enumerated().reversed() {
            try Task.checkCancellation()
            let done = Int64(layers.count - 1 - index)
            progress.report(.advanced(id: Self.step, completed: done, total: Int64(layers.count)))
            try scan.scan(layer, name: "\(image.name) layer \(index + 1)")
        }
        return scan.outcome
    }
}
