import Console
import ImageBuilding
import Platforms

/// What runs here, for people.
struct EmulatorText {
    let report: EmulatorReport
    let terminal: Terminal

    var text: String {
        var table = Table(["platform", "state", "handler", "flags", "interpreter", "at start"])
        for status in report.architectures {
            table.add([
                status.platform.description, status.state.rawValue, status.handler ?? "", status.flags ?? "",
                status.interpreter ?? "", status.startupSetting ?? "",
            ])
        }
        var text = table.text
        for status in report.architectures {
            for note in status.notes { text += "\(status.platform): \(note)\n" }
            if status.state == .missing || status.state == .broken {
                text += "\(status.platform): to run its programs: mixarch emulator install \(status.platform)\n"
            }
        }
        return text
    }
}
