import Console
import PortingScan
import ScanReports

/// A scan's report as a step of something larger shows it.
struct ScanText {
    let report: ScanReport
    let terminal: Terminal

    var text: String {
        let style = TextStyle(terminal: terminal, width: Terminal.columns(descriptor: 1), isVerbose: false)
        let context = ReportContext(subject: "", version: Version.current)
        return ReportDocument(report, context: context).forPeople(style: style)
    }
}
