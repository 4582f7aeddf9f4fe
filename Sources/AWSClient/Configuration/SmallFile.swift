import FoundationEssentials
import Reporting

/// Files of settings and tokens.
enum SmallFile {
    /// - Parameter path: a file.
    /// - Returns: its text; nil when it does not exist.
    /// - Throws: ``Failure`` with code `unreadable-input` when it exists and can't be read.
    static func read(_ path: String) throws(Failure) -> String? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            let data = try Data(contentsOf: URL(filePath: path))
            guard data.count <= 4 << 20 else { throw Failure(.unreadableInput, "\(path) is longer than 4 MiB") }
            return String(decoding: data, as: UTF8.self)
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(.unreadableInput, "can't read \(path)", hint: "may you read it?", cause: error)
        }
    }

    /// - Returns: the text of a file that has to be there.
    static func require(_ path: String, for purpose: String) throws(Failure) -> String {
        guard let text = try read(path) else {
            throw Failure(.unreadableInput, "\(purpose) should be in \(path), which does not exist")
        }
        return text
    }
}
