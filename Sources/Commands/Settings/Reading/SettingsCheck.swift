import Platforms
import RawJSON
import Reporting
import YAML

/// Holds YAML against what settings take. It goes on after a mistake, so that all of them are told at once.
struct SettingsCheck {
    private struct Mistake {
        let text: String
        let hint: String?
    }

    private let path: String
    private var mistakes: [Mistake] = []
    /// `file:line:column` of each setting by its full name.
    private(set) var places: [String: String] = [:]

    private static let mostTold = 20

    init(path: String) { self.path = path }

    /// All mistakes; nil for none.
    var failure: Failure? {
        guard let first = mistakes.first else { return nil }
        var lines = [first.hint].compactMap(\.self)
        lines += mistakes.dropFirst().prefix(Self.mostTold - 1).map { $0.text + ($0.hint.map { " (\($0))" } ?? "") }
        if mistakes.count > Self.mostTold { lines.append("and \(mistakes.count - Self.mostTold) more") }
        return Failure(
            .invalidSettings, first.text, hint: lines.isEmpty ? nil : lines.joined(separator: "\n  "))
    }

    /// - Parameters:
    ///   - node: what is there.
    ///   - kind: what shall be there.
    ///   - name: the setting's full name; empty for the whole file.
    /// - Returns: the value; nil for a mistake, which was noted.
    mutating func value(of node: YAMLNode, _ kind: SettingKind, name: String) -> JSONValue? {
        places[name] = place(node)
        switch kind {
        case .section(let settings): return section(node, settings, kind, name)
        case .list(let element): return list(node, element, kind, name)
        case .texts: return texts(node, kind, name)
        default:
            guard let value = Self.scalar(node, kind) else { return mistake(node, kind, name) }
            return value
        }
    }

    private mutating func section(
        _ node: YAMLNode, _ settings: [Setting], _ kind: SettingKind, _ name: String
    ) -> JSONValue? {
        guard let mapping = node.mapping else { return mistake(node, kind, name) }
        var members: [String: JSONValue] = [:]
        var seen: Set<String> = []
        for (key, child) in mapping {
            let word = key.scalar?.text ?? ""
            guard seen.insert(word).inserted else {
                twice(key, word)
                continue
            }
            guard let setting = settings.first(where: { $0.key == word }) else {
                unknown(key, word, settings, name)
                continue
            }
            members[word] = value(of: child, setting.kind, name: Self.join(name, word))
        }
        for setting in settings where setting.isRequired && !seen.contains(setting.key) {
            let example = setting.example?.string.map { "such as: \(setting.key): \($0)" }
            mistakes.append(
                Mistake(
                    text: "\(place(node)): \(Self.join(name, setting.key)) is missing",
                    hint: example ?? "it is \(setting.kind.words)"))
        }
        return .object(members)
    }

    private mutating func twice(_ key: YAMLNode, _ word: String) {
        mistakes.append(Mistake(text: "\(place(key)): the key \"\(word)\" is there twice", hint: nil))
    }

    private mutating func unknown(_ key: YAMLNode, _ word: String, _ settings: [Setting], _ name: String) {
        let known = settings.map(\.key)
        let near =
            Suggestion.nearest(to: word, in: known)
            ?? known.first { $0.lowercased() == word.filter { !"-_".contains($0) }.lowercased() }
        let elsewhere = near == nil ? SettingsSchema.names.first { $0.hasSuffix("." + word) || $0 == word } : nil
        let hint =
            near.map { "did you mean \(Self.join(name, $0))?" }
            ?? elsewhere.map { "did you mean \($0)?" } ?? "known here: \(known.joined(separator: ", "))"
        mistakes.append(Mistake(text: "\(place(key)): unknown setting \(Self.join(name, word))", hint: hint))
    }

    private mutating func list(
        _ node: YAMLNode, _ element: SettingKind, _ kind: SettingKind, _ name: String
    ) -> JSONValue? {
        guard let sequence = node.sequence, !sequence.isEmpty else { return mistake(node, kind, name) }
        var elements: [JSONValue] = []
        for (index, child) in sequence.enumerated() {
            if let value = value(of: child, element, name: "\(name)[\(index)]") { elements.append(value) }
        }
        return .array(elements)
    }

    private mutating func texts(_ node: YAMLNode, _ kind: SettingKind, _ name: String) -> JSONValue? {
        guard let mapping = node.mapping else { return mistake(node, kind, name) }
        var members: [String: JSONValue] = [:]
        for (key, child) in mapping {
            guard let word = key.scalar?.text, let text = child.scalar?.text else {
                _ = mistake(child, kind, name)
                continue
            }
            if members.updateValue(.string(text), forKey: word) != nil { twice(key, word) }
        }
        return .object(members)
    }

    private mutating func mistake(_ node: YAMLNode, _ kind: SettingKind, _ name: String) -> JSONValue? {
        let what = name.isEmpty ? "the file" : name
        var hint: String?
        if case .choice(let words) = kind, let word = node.scalar?.text {
            hint = Suggestion.nearest(to: word, in: words).map { "did you mean \($0)?" }
        }
        if case .list = kind, let word = node.scalar?.text, !word.isEmpty {
            hint = "a list of one is written so: [\(word)]"
        }
        mistakes.append(Mistake(text: "\(place(node)): \(what) must be \(kind.words)", hint: hint))
        return nil
    }

    private func place(_ node: YAMLNode) -> String {
        "\(path):\(node.place.line):\(node.place.column)"
    }

    private static func join(_ section: String, _ key: String) -> String {
        section.isEmpty ? key : section + "." + key
    }
}

extension SettingsCheck {
    private static func scalar(_ node: YAMLNode, _ kind: SettingKind) -> JSONValue? {
        guard let scalar = node.scalar, !scalar.text.isEmpty else { return nil }
        let text = scalar.text
        switch kind {
        case .text, .path: return isNull(scalar) ? nil : .string(text)
        case .architecture:
            let architecture = Architecture(text)
            return architecture.flatMap { [.amd64, .arm64].contains($0) ? .string($0.name) : nil }
        case .platform: return (try? Platform(parsing: text)).map { .string($0.description) }
        case .time: return TimeArgument(argument: text) == nil ? nil : .string(text)
        case .percentage: return PercentArgument(argument: text) == nil ? nil : .string(text)
        case .choice(let words): return words.contains(text) ? .string(text) : nil
        case .number(let range): return Int64(text).flatMap { range.contains(Int($0)) ? .integer($0) : nil }
        case .flag: return ["true": true, "false": false][text.lowercased()]
        case .list, .texts, .section: return nil
        }
    }

    private static func isNull(_ scalar: YAMLScalarText) -> Bool {
        scalar.isPlain && ["~", "null", "Null", "NULL"].contains(scalar.text)
    }
}

extension SettingsSchema {
    /// The full names of all settings.
    static let names: [String] = names(in: root, "")

    private static func names(in kind: SettingKind, _ prefix: String) -> [String] {
        guard case .section(let settings) = kind else { return [] }
        return settings.flatMap { setting in
            let name = prefix.isEmpty ? setting.key : prefix + "." + setting.key
            return [name] + names(in: setting.kind, name)
        }
    }
}
