import Glibc

/// How others can run this program.
enum OwnProgram {
    /// - Returns: its name where PATH leads to this very file, so that an update or a move does no harm; else its path.
    static func command(environment: [String: String] = Environment.variables) -> String {
        let name = "mixarch"
        guard let own = resolved("/proc/self/exe") else { return name }
        for folder in (environment["PATH"] ?? "").split(separator: ":") {
            guard let found = resolved("\(folder)/\(name)") else { continue }
            return found == own ? name : own
        }
        return own
    }

    private static func resolved(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }
}
