import Reporting
import ScanModel

extension GradleCatalog {
    /// `gradle/libs.versions.toml`: versions, libraries in all their forms, and bundles.
    init(toml text: SourceText) throws(Failure) {
        self.init()
        var versions: [String: String] = [:]
        var pending: [(alias: String, value: String, place: Place)] = []
        for entry in CatalogEntry.entries(of: text) {
            switch entry.section {
            case "versions":
                versions[entry.key] =
                    entry.value.hasPrefix("{") ? Self.rich(entry.value) : CatalogEntry.texts(in: entry.value).first
            case "libraries": pending.append((entry.key, entry.value, Place(text, at: entry.offset)))
            case "bundles":
                bundles[Self.accessor(entry.key)] = CatalogEntry.texts(in: entry.value).map { Self.accessor($0) }
            default: break
            }
        }
        for (alias, value, place) in pending {
            libraries[Self.accessor(alias)] = Self.library(value, place, versions)
        }
    }

    private static func library(_ value: String, _ place: Place, _ versions: [String: String]) -> DeclaredDependency? {
        guard value.hasPrefix("{") else {
            return CatalogEntry.texts(in: value).first.flatMap { DeclaredDependency(coordinate: $0, place) }
        }
        let fields = CatalogEntry.fields(in: value)
        let module = fields["module"].map { $0.split(separator: ":").map { String($0) } } ?? []
        guard let group = fields["group"] ?? module.first, let name = fields["name"] ?? module.dropFirst().first else {
            return nil
        }
        let reference = fields["version.ref"] ?? fields["version.{ref"]
        let version = reference.flatMap { versions[$0] } ?? fields["version"] ?? rich(value)
        return DeclaredDependency(place, group: group, artifact: name, version: version)
    }

    /// `{ strictly = "[1,2[", prefer = "1.5" }`: the version that is taken, or the one that bounds it.
    private static func rich(_ value: String) -> String? {
        let fields = CatalogEntry.fields(in: value)
        for key in ["prefer", "require", "strictly"] {
            if let version = fields[key] ?? fields["version." + key] ?? fields["version.{" + key] { return version }
        }
        return nil
    }
}

/// One `key = value` of a version catalog, with a value of several lines taken together.
struct CatalogEntry {
    let section: String
    let key: String
    let value: String
    let offset: Int

    private static let longest = 1 << 16

    static func entries(of text: SourceText) -> [CatalogEntry] {
        let bytes = CommentBlanking.hashLines(text.bytes)
        var entries: [CatalogEntry] = []
        var section = ""
        var line = 1
        while line <= text.lineCount {
            let range = text.range(ofLine: line)
            var content = Self.trimmed(String(decoding: bytes[range], as: UTF8.self))
            line += 1
            if content.hasPrefix("["), content.hasSuffix("]"), !content.contains("=") {
                section = String(content.dropFirst().dropLast())
                continue
            }
            guard let equals = content.firstIndex(of: "=") else { continue }
            let key = Self.trimmed(String(content[..<equals])).filter { $0 != "\"" && $0 != "'" }
            // A list of aliases usually has a line for each.
            while isOpen(content), line <= text.lineCount, content.utf8.count < longest {
                content += " " + Self.trimmed(String(decoding: bytes[text.range(ofLine: line)], as: UTF8.self))
                line += 1
            }
            let value = Self.trimmed(String(content[content.index(after: equals)...]))
            let indent = bytes[range].prefix { $0.isASCIISpace }.count
            entries.append(
                CatalogEntry(section: section, key: key, value: value, offset: range.lowerBound + indent))
        }
        return entries
    }

    /// Whether a list begins and does not end; a bracket within a text is no list's.
    private static func isOpen(_ content: String) -> Bool {
        let value = content.drop { $0 != "=" }.dropFirst().drop { $0.isWhitespace }
        return value.first == "[" && value.utf8.last != UInt8(ascii: "]")
    }

    /// The texts in quotes.
    static func texts(in value: String) -> [String] {
        var texts: [String] = []
        var rest = Substring(value)
        while let open = rest.firstIndex(where: { $0 == "\"" || $0 == "'" }) {
            let inside = rest[rest.index(after: open)...]
            guard let close = inside.firstIndex(of: rest[open]) else { break }
            texts.append(String(inside[..<close]))
            rest = inside[inside.index(after: close)...]
        }
        return texts
    }

    /// The fields of a table in braces; those of a table within it have both names.
    static func fields(in value: String) -> [String: String] {
        var fields: [String: String] = [:]
        var key = ""
        var rest = Substring(value).dropFirst()
        while let character = rest.first {
            rest = rest.dropFirst()
            if character == "\"" || character == "'" {
                let end = rest.firstIndex(of: character) ?? rest.endIndex
                fields[key.filter { !$0.isWhitespace && $0 != "=" }] = String(rest[..<end])
                rest = rest[end...].dropFirst()
                key = key.contains("{") ? String(key.prefix { $0 != "{" }) + "{" : ""
            } else if character == "," {
                key = key.contains("{") ? key : ""
            } else if character == "{" {
                key = key.filter { !$0.isWhitespace && $0 != "=" } + ".{"
            } else if character == "}" {
                key = ""
            } else {
                key.append(character)
            }
        }
        return fields
    }

    private static func trimmed(_ text: String) -> String {
        String(String(text.reversed().drop { $0.isWhitespace }.reversed()).drop { $0.isWhitespace })
    }
}
