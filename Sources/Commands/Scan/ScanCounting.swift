import ArgumentParser
import FoundationEssentials
import PortingScan
import Reporting

/// Which findings make the answer a "no".
struct ScanCounting: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The least severity that makes the exit status 1; with none, findings don't count; with never, it is 0.",
            valueName: "severity"))
    var failOn: FailureThreshold = .blocker

    @Option(
        help: ArgumentHelp("Findings that are known and don't count: a file of --write-baseline.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var baseline: String?

    @Option(
        help: ArgumentHelp("Take all findings of this scan as known, and write them down.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var writeBaseline: String?

    /// - Throws: ``Failure`` when the baseline can't be read.
    func known() throws -> Baseline? {
        guard let baseline else { return nil }
        do {
            return try Baseline(parsing: Array(Data(contentsOf: URL(filePath: baseline))), source: baseline)
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(
                .unreadableInput, "the baseline \(baseline) can't be read",
                hint: "mixarch scan --write-baseline \(baseline) writes one", cause: error)
        }
    }

    /// - Returns: the report without what is known, by the file or because it is written down now.
    func hidingKnown(_ report: ScanReport, known: Baseline?) throws -> ScanReport {
        guard let writeBaseline else { return known.map { report.hiding($0) } ?? report }
        let baseline = Baseline(report.findings)
        try ReportFile.write(try baseline.encoded(), to: writeBaseline)
        return report.hiding(baseline)
    }
}

extension FailureThreshold: WordArgument {}
