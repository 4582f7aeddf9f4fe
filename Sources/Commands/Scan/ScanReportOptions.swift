import ArgumentParser
import Console
import FoundationEssentials
import PortingScan
import Reporting
import ScanReports

/// Where a scan's report goes, and in which form.
struct ScanReportOptions: ParsableArguments {
    @Option(help: "Form of the report on standard output.")
    var format: ReportFormat = .text

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "Write the report to a file too, in the form of its ending: .html, .sarif, .json, .csv, .md, .txt; can be given several times.",
            valueName: "file"),
        completion: .file())
    var output: [String] = []

    @Option(
        help: ArgumentHelp("A date to be told in pages; without one equal scans give equal files.", valueName: "date"))
    var date: String?

    @Flag(name: .long, inversion: .prefixedNo, help: "Show progress on standard error.")
    var progress = true

    @Flag(name: .shortAndLong, help: "Show all findings, notes, and all that was not judged, and fold nothing.")
    var verbose = false

    /// A file to write, with its form.
    struct File {
        let path: String
        let format: ReportFormat
    }

    /// - Throws: ``Failure`` with code `usage` when an ending says no form.
    func files() throws(Failure) -> [File] {
        var files: [File] = []
        for path in output { files.append(File(path: path, format: try ReportFormat(path: path))) }
        return files
    }

    /// Where progress goes.
    func reporter() -> any ProgressReporter {
        guard progress else { return WarningsOnly() }
        let terminal = Terminal(descriptor: 2, environment: Environment.variables)
        return ProgressWriter(terminal: terminal, isVerbose: verbose)
    }

    /// How text looks on standard output.
    var style: TextStyle {
        let terminal = Terminal(descriptor: 1, environment: Environment.variables)
        return TextStyle(terminal: terminal, width: Terminal.columns(descriptor: 1), isVerbose: verbose)
    }

    /// Prints the report, and writes the files.
    func show(_ report: ScanReport, of place: String, files: [File]) throws {
        let context = ReportContext(subject: Self.subject(place), version: Version.current, date: date)
        let document = ReportDocument(report, context: context)
        StandardStreams.write(try document.text(as: format, style: style))
        for file in files {
            try ReportFile.write(Array(try document.text(as: file.format).utf8), to: file.path)
            StandardStreams.writeError(["wrote \(file.path)"])
        }
    }

    /// What was scanned, by its own name: `.` says nothing in a report.
    private static func subject(_ place: String) -> String {
        guard FileManager.default.fileExists(atPath: place) else { return place }
        let path = URL(filePath: place).standardizedFileURL.path
        return path.split(separator: "/").last.map { String($0) } ?? place
    }
}

extension ReportFormat: WordArgument {}
