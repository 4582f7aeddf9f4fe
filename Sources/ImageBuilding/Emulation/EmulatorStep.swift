/// One change to this machine's emulators.
package enum EmulatorStep: Hashable, Sendable {
    case mount
    case switchOn
    case installPackage(String)
    case enable(handler: String)
    case unregister(handler: String)
    case register(BinfmtEntry)
    /// Gives the kernel a handler back that was taken away.
    case restore(BinfmtHandler)
    /// Has systemd register it when the machine starts.
    case keep(BinfmtEntry)
    case forget(path: String)

    /// Where systemd takes the administrator's handlers from, source: binfmt.d(5).
    static let folder = "/etc/binfmt.d"
    private static let mark = "# Written by mixarch emulator install"

    static func path(of handler: String) -> String { "\(folder)/\(handler).conf" }

    static func file(_ entry: BinfmtEntry) -> String {
        "\(mark); mixarch emulator remove takes it away.\n\(entry.line)\n"
    }

    /// Whether such a file is ours to remove.
    static func isOurs(_ text: String) -> Bool { text.hasPrefix(mark) }

    /// What it does, for people.
    var title: String {
        switch self {
        case .mount: "mount binfmt_misc"
        case .switchOn: "switch binfmt_misc on"
        case .installPackage(let name): "apt-get install \(name)"
        case .enable(let handler): "switch the handler \(handler) on"
        case .unregister(let handler): "take the handler \(handler) away from the kernel"
        case .register(let entry): "register \(entry.name) with the kernel: \(entry.line)"
        case .restore(let handler): "register \(handler.name) again, as it was"
        case .keep(let entry): "write \(Self.path(of: entry.name)), for the next start of the machine"
        case .forget(let path): "remove \(path)"
        }
    }
}
