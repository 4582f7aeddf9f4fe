import ArgumentParser
import AuditReports
import Console
import Reporting
import Rollout

/// Where an audit's report goes, and in which form.
struct AuditReportOptions: ParsableArguments {
    @Option(help: "Form of the report on standard output.")
    var format: AuditFormat = .text

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "Write the report to a file too, in the form of its ending: .html, .json, .csv, .txt; can be given several times.",
            valueName: "file"),
        completion: .file())
    var output: [String] = []

    @Option(
        help: ArgumentHelp("A date to be told in pages; without one equal audits give equal files.", valueName: "date"))
    var date: String?

    @Flag(name: .long, inversion: .prefixedNo, help: "Show progress on standard error.")
    var progress = true

    /// A file to write, with its form.
    struct File {
        let path: String
        let format: AuditFormat
    }

    /// - Throws: ``Failure`` with code `usage` when an ending says no form.
    func files() throws(Failure) -> [File] {
        var files: [File] = []
        for path in output { files.append(File(path: path, format: try AuditFormat(path: path))) }
        return files
    }

    /// Where progress goes.
    func reporter() -> any ProgressReporter {
        guard progress else { return WarningsOnly() }
        let terminal = Terminal(descriptor: 2, environment: Environment.variables)
        return ProgressWriter(terminal: terminal, isVerbose: false)
    }

    /// Prints the report, and writes the files.
    func show(_ report: AuditReport, files: [File]) throws {
        let document = AuditDocument(report, version: Version.current, date: date)
        let terminal = Terminal(descriptor: 1, environment: Environment.variables)
        StandardStreams.write(try document.text(as: format, terminal: terminal))
        for file in files {
            try ReportFile.write(Array(try document.text(as: file.format, terminal: nil).utf8), to: file.path)
            StandardStreams.writeError(["wrote \(file.path)"])
        }
    }
}

extension AuditFormat: WordArgument {}
