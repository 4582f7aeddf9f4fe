import Glibc

/// Writes whole texts to the standard streams: results to output, everything else to error.
public enum StandardStreams {
    /// - Parameter text: written to standard output, control characters made harmless.
    public static func write(_ text: String) { write(Array(text.harmless.utf8), to: STDOUT_FILENO) }

    /// - Parameter bytes: written to standard output as they are.
    public static func write(bytes: [UInt8]) { write(bytes, to: STDOUT_FILENO) }

    /// - Parameter lines: written to standard error, each ended by a line feed, control characters made harmless.
    public static func writeError(_ lines: [String]) {
        guard !lines.isEmpty else { return }
        write(Array(lines.map { $0.harmless + "\n" }.joined().utf8), to: STDERR_FILENO)
    }

    private static func write(_ bytes: [UInt8], to descriptor: CInt) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            // A reader that went away (head, less) is no failure of the command.
            if written < 0 && errno != EINTR { return }
            rest = rest.dropFirst(max(written, 0))
        }
    }
}
