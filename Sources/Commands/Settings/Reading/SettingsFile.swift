import RawJSON
import Reporting

/// A settings file that was read: its values, each known to be what its setting takes, and where they stand.
struct SettingsFile {
    let path: String
    /// The settings that are there. Times and percentages are texts, as they were written.
    let values: JSONValue
    /// `file:line:column` of each setting by its full name: `build.context`.
    fileprivate let places: [String: String]

    /// - Parameters:
    ///   - text: YAML.
    ///   - path: the file's path, for messages.
    /// - Throws: ``Failure`` with code `invalid-settings`: every mistake with its line and column.
    init(yaml text: String, path: String) throws(Failure) {
        let root = try SettingsYAML.root(of: text, path: path)
        var check = SettingsCheck(path: path)
        values = check.value(of: root, SettingsSchema.root, name: "") ?? .object([:])
        if let failure = check.failure { throw failure }
        self.path = path
        places = check.places
    }

    /// - Parameter name: a setting's full name.
    /// - Returns: `file:line:column` where it is there, else the file.
    func place(of name: String) -> String { places[name] ?? path }

    /// Gives a failure its place.
    /// - Parameters:
    ///   - name: the full name of the setting that `body` makes something of.
    ///   - body: makes something of its value.
    func reading<Result>(_ name: String, _ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        do {
            return try body()
        } catch {
            throw Failure(
                .invalidSettings, "\(place(of: name)): \(name): \(error.message)", hint: error.hint, cause: error)
        }
    }
}

extension Failure.Code {
    /// A settings file makes no sense.
    package static let invalidSettings = Self("invalid-settings", .usage)
}
