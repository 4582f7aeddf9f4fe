import ConfigurationAnalysis
import DependencyAnalysis
import FoundationEssentials
import Platforms
import Reporting
import ScanModel
import SourceAnalysis

/// Finds what in a project would not run on a platform.
public struct PortingScanner: Sendable {
    let target: Platform
    private let options: ScanOptions
    let analyses: [any Analysis]

    /// - Parameters:
    ///   - target: where the project shall run; it is taken to run on x86 today.
    ///   - options: what else a scan may be told.
    public init(target: Platform = .linuxARM64, options: ScanOptions = ScanOptions()) {
        self.target = target
        self.options = options
        let isX86 = target.architecture == .amd64 || target.architecture == .i386
        analyses =
            isX86 ? [] : SourceAnalyses.all + ConfigurationAnalyses.all + DependencyAnalyses.all(index: options.index)
    }

    /// Scans a folder with all that is in it, or one file.
    /// - Parameters:
    ///   - path: a folder or a file.
    ///   - progress: hears how far it is.
    /// - Returns: the report; the same tree gives the same one, apart from the duration.
    /// - Throws: ``Failure`` with code `unreadable-input` when the path can't be read; `CancellationError`.
    public func scan(_ path: String, progress: any ProgressReporter) async throws -> ScanReport {
        try await timed(path, progress: progress) {
            var tree = try FileTree(at: path, excluding: IgnorePatterns(exclude: options.exclude))
            tree.unwrap()
            for cache in options.caches { tree.add(cache) }
            return try await outcome(of: tree, progress: progress)
        }
    }

    /// Looks at everything, judges it, and tells how it goes on.
    func timed(
        _ name: String, progress: any ProgressReporter, looking: () async throws -> Outcome
    ) async throws -> ScanReport {
        let clock = ContinuousClock()
        let start = clock.now
        progress.report(.started(id: Self.step, title: "Scanning \(name)"))
        do {
            let outcome = try await looking()
            let report = try await report(outcome, seconds: (clock.now - start) / .seconds(1))
            progress.report(.finished(id: Self.step, detail: "\(outcome.files) files, \(report.verdict.rawValue)"))
            return report
        } catch {
            progress.report(.failed(id: Self.step, detail: (error as? Failure)?.message ?? "stopped"))
            throw error
        }
    }

    static let step = "scan"

    private func outcome(of tree: FileTree, progress: any ProgressReporter) async throws -> Outcome {
        let queue = FileQueue(tree.files)
        let hasScriptManifest = queue.files.contains { $0.path.hasSuffix(Language.scriptManifest) }
        var whole = Outcome()
        whole.gaps = tree.gaps
        whole.omissions = tree.omissions
        whole.tree = tree.files
        whole.wrapper = tree.wrapper
        whole.excluded = tree.excluded
        let tables = LiteralSearch.Tables()
        let workers = max(2, ProcessInfo.processInfo.activeProcessorCount)
        return try await withThrowingTaskGroup(of: Outcome.self) { group in
            for _ in 0..<workers {
                group.addTask {
                    var worker = ScanWorker(
                        analyses: analyses, hasScriptManifest: hasScriptManifest, tables: tables)
                    while let files = queue.take() {
                        try Task.checkCancellation()
                        progress.report(
                            .advanced(
                                id: Self.step, completed: Int64(files.startIndex), total: Int64(queue.files.count)))
                        for file in files { worker.scan(file) }
                    }
                    return worker.outcome
                }
            }
            while let outcome = try await group.next() { whole.add(outcome) }
            return whole
        }
    }

    /// What every analysis says, in the order of the analyses.
    private func judgements(of outcome: Outcome) async throws -> [Judgement] {
        let reading = FurtherReading(files: outcome.tree)
        return try await withThrowingTaskGroup(of: (Int, Judgement).self) { group in
            for (index, facts) in outcome.facts.enumerated() {
                group.addTask { (index, try await facts.judgement(reading: reading)) }
            }
            var judgements = [Judgement?](repeating: nil, count: outcome.facts.count)
            while let (index, judgement) = try await group.next() { judgements[index] = judgement }
            return judgements.compactMap { $0 }
        }
    }

    private func report(_ outcome: Outcome, seconds: Double) async throws -> ScanReport {
        var judgement = Judgement(findings: NativeBinaryCheck(target: target).findings(in: outcome.natives))
        for judged in try await judgements(of: outcome) { judgement.add(judged) }
        let found = outcome.findings + judgement.findings
        let texts = Rereading(of: outcome.tree, with: found)
        let (findings, ignored) = InlineIgnores.apply(to: found) { texts.bytes(of: $0) }
        let results = judgement.dependencies
        let languages = outcome.languages.map { name, files in
            LanguageCount(
                name: name, files: files,
                version: judgement.languageVersions.first { $0.language == name }?.version)
        }
        .sorted { ($1.files, $0.name) < ($0.files, $1.name) }
        // A file may have been read for several analyses.
        let gaps = Language.gaps(in: languages) + Set(outcome.gaps + judgement.gaps).sorted()
        // What something was found in was looked at, whatever kind of file it is.
        let judged = outcome.judged + judgement.judged
        let resolved = results.count { $0.version != nil }
        let wrapper = outcome.wrapper
        return ScanReport(
            target: target,
            evidence: Evidence(
                files: outcome.files, bytes: outcome.bytes, archives: outcome.archives, binaries: outcome.binaries,
                judged: judged > 0 ? judged : Set(found.map { $0.file }).count,
                dependencies: DependencyCounts(resolved: resolved, unresolved: results.count - resolved),
                notJudged: (gaps + (outcome.omissions + judgement.omissions).sorted().map { $0.omitted })
                    .map { wrapper?.wrapped($0) ?? $0 },
                excluded: outcome.excluded, ignored: ignored),
            languages: languages, findings: findings.map { wrapper?.wrapped($0) ?? $0 },
            dependencies: results.sorted().map { wrapper?.wrapped($0) ?? $0 }, durationSeconds: seconds)
    }
}
