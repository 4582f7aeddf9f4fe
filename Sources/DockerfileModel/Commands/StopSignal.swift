/// The signals of Linux, by name or number.
package enum StopSignal {
    private static let names: Set<String> = [
        "ABRT", "ALRM", "BUS", "CHLD", "CLD", "CONT", "FPE", "HUP", "ILL", "INT", "IO", "IOT", "KILL", "PIPE", "POLL",
        "PROF", "PWR", "QUIT", "RTMAX", "RTMIN", "SEGV", "STKFLT", "STOP", "SYS", "TERM", "TRAP", "TSTP", "TTIN",
        "TTOU", "UNUSED", "URG", "USR1", "USR2", "VTALRM", "WINCH", "XCPU", "XFSZ",
    ]

    /// - Parameter text: such as `SIGTERM`, `quit`, `RTMIN+3` or `9`.
    package static func isKnown(_ text: String) -> Bool {
        if let number = Int(text) { return (1...64).contains(number) }
        let upper = text.uppercased()
        let name = upper.hasPrefix("SIG") ? String(upper.dropFirst(3)) : upper
        if names.contains(name) { return true }
        // Signals in between are counted from both ends.
        if name.hasPrefix("RTMIN+") { return Int(name.dropFirst(6)).map { (1...15).contains($0) } ?? false }
        if name.hasPrefix("RTMAX-") { return Int(name.dropFirst(6)).map { (1...14).contains($0) } ?? false }
        return false
    }
}
