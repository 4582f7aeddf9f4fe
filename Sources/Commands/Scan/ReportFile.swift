import FoundationEssentials
import Reporting

/// A file that a command was asked to write.
enum ReportFile {
    /// Writes beside the place and renames; into what is no regular file (a pipe, a device) it writes directly.
    static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        let type = (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
        let isSpecial = type != nil && type != .typeRegular
        do {
            try Data(bytes).write(to: URL(filePath: path), options: isSpecial ? [] : .atomic)
        } catch {
            throw Failure(
                .unreadableInput, "\(path) can't be written", hint: "its folder must exist and be writable",
                cause: error)
        }
    }
}
