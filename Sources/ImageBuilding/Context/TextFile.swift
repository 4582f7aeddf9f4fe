import FoundationEssentials
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
