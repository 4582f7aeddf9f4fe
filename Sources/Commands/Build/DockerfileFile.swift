import FoundationEssentials
import Glibc
import Reporting

/// The Dockerfile on disk.
enum DockerfileFile {
    /// - Throws: ``Failure`` with code `unreadable-input`.
    static func read(_ path: String) throws(Failure) -> String {
        guard let data = FileManager.default.contents(atPath: path), let text = String(validating: data, as: UTF8.self)
        else { throw Failure(.unreadableInput, "can't read \(path)") }
        return text
    }

    /// Writes the text beside the file and renames it; links and permissions stay.
    /// - Throws: ``Failure`` with code `unreadable-input`.
    static func write(_ text: String, to path: String) throws(Failure) {
        let place = URL(filePath: path).resolvingSymlinksInPath().path
        let new = place + ".mixarch-new"
        do {
            let mode = try FileManager.default.attributesOfItem(atPath: place)[.posixPermissions]
            try Data(text.utf8).write(to: URL(filePath: new))
            if let mode { try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: new) }
            guard rename(new, place) == 0 else { throw CocoaError(.fileWriteUnknown) }
        } catch {
            try? FileManager.default.removeItem(atPath: new)
            throw Failure(
                .unreadableInput, "can't write \(path)", hint: "see the changes with --fix --dry-run", cause: error)
        }
    }
}
