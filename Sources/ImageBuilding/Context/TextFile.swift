import FoundationEssentials
import Glibc
import Reporting

/// Small text files that people write.
enum TextFile {
    private static let limit = 8 << 20

    /// - Throws: ``Failure`` with code `unreadable-input` when it can't be read, `invalid-input` when it is no text.
    static func read(_ path: String) throws(Failure) -> String {
        guard let text = String(validating: try bytes(of: path), as: UTF8.self) else {
            throw Failure(.invalidInput, "\(path) is no text in UTF-8")
        }
        return text
    }

    /// - Throws: ``Failure`` with code `unreadable-input` when it can't be read, `invalid-input` when it is too long.
    static func bytes(of path: String) throws(Failure) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure(.unreadableInput, "can't read \(path)", hint: "does it exist, and are you allowed to?")
        }
        guard data.count <= limit else { throw Failure(.invalidInput, "\(path) is longer than a text can be") }
        return [UInt8](data)
    }

    /// Reads standard input to its end.
    /// - Throws: ``Failure`` with code `unreadable-input` when it can't be read, `invalid-input` when it is too long.
    static func standardInput() throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = Glibc.read(STDIN_FILENO, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Failure(.unreadableInput, "can't read standard input") }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
            guard bytes.count <= limit else {
                throw Failure(.invalidInput, "standard input is longer than a text can be")
            }
        }
    }

    /// - Throws: ``Failure`` with code `cache-not-writable`.
    static func write(_ text: String, to path: String) throws(Failure) {
        do {
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw Failure(.cacheNotWritable, "can't write \(path)", cause: error)
        }
    }

    /// - Throws: ``Failure`` with code `cache-not-writable`.
    static func makeFolder(_ path: String) throws(Failure) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw Failure(
                .cacheNotWritable, "can't make \(path)", hint: "name another cache folder: MIXARCH_CACHE", cause: error)
        }
    }
}
