import Console

/// What was found, for people: a line each, and what to do below it.
struct DoctorText {
    let checks: [DoctorCheck]
    let terminal: Terminal

    var text: String {
        var text = ""
        var area = ""
        for check in checks {
            if check.area != area {
                text += (area.isEmpty ? "" : "\n") + terminal.styled(check.area, .strong) + "\n"
                area = check.area
            }
            text += "  \(sign(check.state)) \(check.name): \(check.detail)\n"
            if let remedy = check.remedy { text += "            → \(remedy)\n" }
        }
        return text
    }

    private func sign(_ state: DoctorCheck.State) -> String {
        switch state {
        case .ok: terminal.styled("ok     ", .good)
        case .warning: terminal.styled("warning", .caution)
        case .missing: terminal.styled("missing", .bad)
        }
    }
}
