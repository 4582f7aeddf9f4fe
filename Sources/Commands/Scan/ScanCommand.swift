import ArgumentParser
import Console
import PortingScan
import Reporting
import ScanReports

struct ScanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        command: "scan",
        abstract: "Find what in a project or an image would not run on arm64.",
        discussion: """
            Looks at sources, build, CI and deployment files, dependencies, and every binary, also in archives. The \
            verdict is ready, ready-with-changes, blocked, or inconclusive: nothing could be judged, or a blocker may \
            hide in what could not be.

            Exit status 0: ready, or ready with changes. 1: blocked, inconclusive, or a finding at --fail-on. With \
            --fail-on none findings don't count, with --fail-on never it is 0 whenever the scan could be done.

            Files are left out by --exclude and .mixarchignore, which has gitignore's rules. One place is ignored by a \
            comment there, or in the line above: mixarch:ignore RULE REASON; a file by mixarch:ignore-file RULE REASON \
            in its first 20 lines.

            Examples:
              mixarch scan                                        this folder
              mixarch scan shop --output shop.html --output shop.sarif
              mixarch scan --write-baseline known.json            what is there is known:
              mixarch scan --baseline known.json                  only what is new counts
              mixarch scan registry.example.com/shop:1            an image
              mixarch scan docker-archive:shop.tar                an image in a file
              mixarch scan --explain native-binary                one rule, with an example
            """)

    @Argument(
        help: "A folder or a file; or an image: REGISTRY/NAME[:TAG], oci:FOLDER[:TAG], docker-archive:FILE[:TAG].",
        completion: .file())
    var path = "."

    @OptionGroup(title: "What is scanned") var selection: ScanSelection
    @OptionGroup(title: "What counts") var counting: ScanCounting
    @OptionGroup(title: "Reports") var reports: ScanReportOptions
    @OptionGroup(title: "Rules") var rules: RuleOptions

    func run() async throws {
        if let text = try rules.text(as: reports.format, style: reports.style) {
            return StandardStreams.write(text)
        }
        // What is asked for wrongly is told before the scan, not after it.
        let files = try reports.files()
        let known = try counting.known()
        HeapSettings.keepBuffers()
        let scanned = try await selection.scan(path, progress: reports.reporter())
        let report = try counting.hidingKnown(scanned, known: known)
        try reports.show(report, of: path, files: files)
        if report.fails(at: counting.failOn) { throw Answer.negative }
    }
}
