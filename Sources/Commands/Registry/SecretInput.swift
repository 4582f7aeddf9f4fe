import FoundationEssentials
import Glibc
import Reporting

/// Reads what must not be seen: never from the command line, which every user of the machine can read.
enum SecretInput {
    private static let longest = 64 << 10

    /// - Returns: standard input without the line feed at its end.
    /// - Throws: ``Failure`` with code `usage` when it is longer than a password can be.
    static func standardInput() throws(Failure) -> String {
        guard let bytes = bytes(from: STDIN_FILENO, limit: longest) else {
            throw Failure(.usage, "standard input is no password: it is too long")
        }
        return secret(bytes)
    }

    /// - Parameter path: a file that holds one password or token.
    /// - Returns: it, without the line feed at its end.
    /// - Throws: ``Failure`` with code `unreadable-input`.
    static func file(_ path: String) throws(Failure) -> String { secret(try bytes(of: path, limit: longest)) }

    /// - Parameters:
    ///   - path: a small file.
    ///   - limit: the most bytes that it may have.
    /// - Throws: ``Failure`` with code `unreadable-input`.
    static func bytes(of path: String, limit: Int = 4 << 20) throws(Failure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw Failure(
                .unreadableInput, "can't read \(path): \(String(cString: strerror(errno)))",
                hint: "name a file that is there, and that you may read")
        }
        defer { close(descriptor) }
        guard let bytes = bytes(from: descriptor, limit: limit) else {
            throw Failure(.unreadableInput, "\(path) is longer than \(limit >> 10) KiB")
        }
        return bytes
    }

    /// - Returns: what there is to read; nil when it is too long.
    private static func bytes(from descriptor: Int32, limit: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return bytes }
            bytes += chunk.prefix(count)
            guard bytes.count <= limit else { return nil }
        }
    }

    private static func secret(_ bytes: [UInt8]) -> String {
        var bytes = bytes[...]
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Asks on the terminal, without showing what is typed.
    /// - Throws: ``Failure`` with code `usage` when there is no terminal; `CancellationError` after Ctrl-C.
    static func prompt(_ text: String) throws -> String {
        guard let secret = try hidden(asking: text) else {
            throw Failure(.usage, "there is no terminal to ask for the password", hint: "give it with --password-stdin")
        }
        return secret
    }

    /// Asks on the terminal, without showing what is typed.
    /// - Returns: what was typed; nil when there is no terminal.
    /// - Throws: `CancellationError` after Ctrl-C.
    static func hidden(asking text: String) throws -> String? {
        var old = termios()
        guard isatty(STDIN_FILENO) == 1, tcgetattr(STDIN_FILENO, &old) == 0 else { return nil }
        var silent = old
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &old)
            write(STDERR_FILENO, "\n", 1)
        }
        return try line(asking: text) ?? ""
    }

    /// - Returns: a line from the terminal; nil when there is none.
    /// - Throws: `CancellationError` after Ctrl-C.
    static func line(asking text: String) throws -> String? {
        guard isatty(STDIN_FILENO) == 1 else { return nil }
        write(STDERR_FILENO, text, text.utf8.count)
        var bytes: [UInt8] = []
        while true {
            // Nobody waits in a read that a cancelled task could not leave.
            try Task.checkCancellation()
            var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, 50) > 0 else { continue }
            // Byte by byte: what is typed ahead is for the next question.
            var byte: UInt8 = 0
            let count = read(STDIN_FILENO, &byte, 1)
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            if count <= 0, bytes.isEmpty { return nil }
            guard count > 0, byte != UInt8(ascii: "\n"), bytes.count < longest else { break }
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
