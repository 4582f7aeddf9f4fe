import Reporting

/// One file in AWS's dialect of INI: `~/.aws/config`, `~/.aws/credentials`. No message shows a value, which may be secret.
///
/// Source: AWS SDKs and Tools Reference Guide, "Shared config and credentials files"; where it leaves something open,
/// what botocore does.
package struct AWSFile: Sendable {
    /// What a section says.
    package struct Section: Sendable, Hashable {
        /// `key = value`, the keys in small letters.
        package var values: [String: String] = [:]
        /// The indented `key = value` below a `key =`.
        package var nested: [String: [String: String]] = [:]

        /// What both say, this one where both say the same thing.
        func merging(_ other: Section) -> Section {
            Section(
                values: values.merging(other.values) { own, _ in own },
                nested: nested.merging(other.nested) { own, theirs in own.merging(theirs) { own, _ in own } })
        }
    }

    /// The sections by the words in their brackets, spaces made one.
    package private(set) var sections: [String: Section] = [:]

    /// - Parameters:
    ///   - text: the file's content.
    ///   - path: the file, for messages.
    /// - Throws: ``Failure`` with code `invalid-input`, naming the line.
    package init(parsing text: String, path: String) throws(Failure) {
        var section: String?
        var key: (name: String, indent: Int)?
        let content = text.unicodeScalars.first == "\u{FEFF}" ? text.dropFirst() : text[...]
        for (index, line) in content.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let indent = line.prefix { $0.isWhitespace }.count
            let content = line.trimmed
            guard let first = content.first, first != "#", first != ";" else { continue }
            if let section, let key, indent > key.indent {
                add(content, to: key.name, of: section)
            } else if first == "[" {
                guard let end = content.firstIndex(of: "]") else {
                    throw Failure(.invalidInput, "\(path):\(index + 1): a section's name does not end")
                }
                let name = Self.name(content[content.index(after: content.startIndex)..<end])
                sections[name, default: Section()] = sections[name] ?? Section()
                section = name
                key = nil
            } else if let (name, value) = Self.pair(content) {
                guard let section else {
                    throw Failure(.invalidInput, "\(path):\(index + 1): a setting before the first section")
                }
                sections[section]?.values[name] = value
                sections[section]?.nested[name] = nil
                key = (name, indent)
            } else {
                throw Failure(
                    .invalidInput, "\(path):\(index + 1): neither a section nor a setting",
                    hint: "sections are [in brackets], settings are written as name = value")
            }
        }
    }

    /// - Parameter path: a file.
    /// - Returns: nil when it does not exist.
    /// - Throws: ``Failure`` when it can't be read or makes no sense.
    init?(reading path: String) throws(Failure) {
        guard let text = try SmallFile.read(path) else { return nil }
        try self.init(parsing: text, path: path)
    }

    private mutating func add(_ content: Substring, to key: String, of section: String) {
        let value = sections[section]?.values[key] ?? ""
        if value.isEmpty, let (name, value) = Self.pair(content) {
            sections[section]?.nested[key, default: [:]][name] = value
        } else {
            sections[section]?.values[key] = value + "\n" + content
        }
    }

    private static func pair(_ text: Substring) -> (String, String)? {
        guard let delimiter = text.firstIndex(where: { $0 == "=" || $0 == ":" }) else { return nil }
        let name = text[..<delimiter].trimmed
        guard !name.isEmpty else { return nil }
        return (name.lowercased(), withoutComment(text[text.index(after: delimiter)...].trimmed))
    }

    /// A comment behind a value begins with a space.
    private static func withoutComment(_ value: Substring) -> String {
        var before: Character = " "
        for index in value.indices {
            if before.isWhitespace, value[index] == "#" || value[index] == ";" {
                return String(value[..<index].trimmed)
            }
            before = value[index]
        }
        return String(value)
    }

    /// `profile   "my own"` is `profile my own`.
    private static func name(_ text: Substring) -> String {
        (ShellWords.split(String(text)) ?? [String(text.trimmed)]).joined(separator: " ")
    }
}

extension Substring {
    /// The text without the spaces around it.
    var trimmed: Substring {
        var result = drop { $0.isWhitespace }
        while result.last?.isWhitespace == true { result.removeLast() }
        return result
    }
}
