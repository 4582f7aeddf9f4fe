import RawJSON
import Reporting

/// A kubeconfig's text that is edited in place: what is not touched stays as it is written, comments and order included.
struct KubeconfigText {
    private let source: String
    private(set) var value: JSONValue
    private var lines: [Substring]
    private let isJSON: Bool

    /// - Parameters:
    ///   - text: the file's content; empty for a new one.
    ///   - source: the file, for messages.
    /// - Throws: ``Failure`` when it makes no sense.
    init(_ text: String, source: String) throws(Failure) {
        self.source = source
        isJSON = text.first { !$0.isWhitespace } == "{"
        value = try Self.parse(text, source)
        if value == .null {
            value = ["apiVersion": "v1", "kind": "Config"]
            // The comments of a file that holds nothing else stay.
            let start = text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
            lines = (start + "apiVersion: v1\nkind: Config").split(separator: "\n", omittingEmptySubsequences: false)
        } else {
            guard value.object != nil else { throw Failure(.kubeconfigUnusable, "\(source) is no kubeconfig") }
            lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
        }
    }

    private static func parse(_ text: String, _ source: String) throws(Failure) -> JSONValue {
        let documents = try YAMLText(text, source: source).documents()
        guard documents.count <= 1 else {
            throw Failure(.kubeconfigUnusable, "\(source) holds more than one document")
        }
        return documents.first?.value ?? .null
    }

    /// The named entry of a list.
    func entry(_ list: String, _ name: String) -> JSONValue? {
        value[list]?.array?.first { $0["name"]?.string == name }
    }

    /// Replaces the entry of the same name, or adds it at the end.
    /// - Parameters:
    ///   - entry: the entry, with its `name`.
    ///   - list: `clusters`, `contexts` or `users`.
    mutating func set(_ entry: JSONValue, in list: String) {
        var entries = value[list]?.array ?? []
        let known = entries.firstIndex { $0["name"] == entry["name"] }
        if let known, entries[known] == entry { return }
        if let known { entries[known] = entry } else { entries.append(entry) }
        value[list] = .array(entries)
        guard let head = line(of: list) else {
            lines += ["\(list):"] + BlockYAML.lines([entry]).map { Substring($0) }
            return
        }
        let block = self.block(after: head)
        let starts = Self.itemStarts(lines, block)
        if starts.isEmpty, setInBrackets(entry, known, from: head) { return }
        // `clusters: []`
        if starts.isEmpty { lines[head] = Substring("\(list):") }
        let indent = starts.first.map { lines[$0].prefix { $0 == " " }.count } ?? 0
        let text = BlockYAML.lines([entry], indent: indent).map { Substring($0) }
        if let known, starts.indices.contains(known) {
            let end = known + 1 < starts.count ? starts[known + 1] : block.upperBound
            lines.replaceSubrange(starts[known]..<Self.withoutTail(lines, starts[known]..<end), with: text)
        } else {
            lines.insert(contentsOf: text, at: block.upperBound)
        }
    }

    /// Replaces or adds an entry of a list in brackets, which stays one.
    /// - Returns: whether there is such a list, with entries.
    private mutating func setInBrackets(_ entry: JSONValue, _ known: Int?, from head: Int) -> Bool {
        var bytes = Array(lines[head...].joined(separator: "\n").utf8)
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
            let start = bytes[(colon + 1)...].firstIndex(where: { !" \t\r\n".utf8.contains($0) }),
            bytes[start] == UInt8(ascii: "["), let list = FlowSequence(bytes, at: start),
            let last = list.elements.last, let text = try? entry.encoded()
        else { return false }
        if let known, list.elements.indices.contains(known) {
            bytes.replaceSubrange(list.elements[known], with: text)
        } else {
            bytes.insert(contentsOf: Array(", ".utf8) + text, at: last.upperBound)
        }
        lines.replaceSubrange(
            head...,
            with: String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false))
        return true
    }

    /// Makes a context the current one.
    mutating func setCurrentContext(_ name: String) {
        guard value["current-context"]?.string != name else { return }
        value["current-context"] = .string(name)
        let text = BlockYAML.lines(["current-context": .string(name)])[0]
        if let line = line(of: "current-context") {
            lines[line] = Substring(text)
        } else {
            lines.append(Substring(text))
        }
    }

    /// The edited text.
    /// - Throws: ``Failure`` with code `kubeconfig-unusable` when the file is written in a way that can't be edited in
    ///   place, which is seen by reading the result again.
    func text() throws(Failure) -> String {
        if isJSON { return String(decoding: try value.encoded(pretty: true), as: UTF8.self) + "\n" }
        let text = lines.joined(separator: "\n") + "\n"
        guard let read = try? Self.parse(text, source), read == value else {
            throw Failure(
                .kubeconfigUnusable, "\(source) is written in a way that mixarch does not edit",
                hint: "run kubectl config view --raw --flatten >FILE, and give --kubeconfig FILE")
        }
        return text
    }

    private func line(of key: String) -> Int? {
        lines.firstIndex { $0.hasPrefix("\(key):") || $0.hasPrefix("\"\(key)\":") }
    }

    /// The lines of a top-level key's list, behind the key's own.
    private func block(after head: Int) -> Range<Int> {
        var end = head + 1
        while end < lines.count {
            let line = lines[end]
            let isInside = line.allSatisfy(\.isWhitespace) || line.hasPrefix(" ") || line.hasPrefix("-")
            guard isInside || line.hasPrefix("#") else { break }
            // `---` and `--- # …` end the document.
            guard !line.hasPrefix("---") else { break }
            end += 1
        }
        return (head + 1)..<Self.withoutTail(lines, (head + 1)..<end)
    }

    /// Where an item ends: comments and empty lines behind it may belong to what follows.
    private static func withoutTail(_ lines: [Substring], _ range: Range<Int>) -> Int {
        var end = range.upperBound
        while end > range.lowerBound, lines[end - 1].drop(while: { $0 == " " }).first.map({ $0 == "#" }) ?? true {
            end -= 1
        }
        return end
    }

    private static func itemStarts(_ lines: [Substring], _ block: Range<Int>) -> [Int] {
        guard let first = block.first(where: { lines[$0].drop(while: { $0 == " " }).hasPrefix("-") }) else { return [] }
        let prefix = lines[first].prefix { $0 == " " } + "-"
        return block.filter { lines[$0].hasPrefix(prefix) }
    }
}
