/// The texts that a script gives names to, and what an expression with them says.
struct ScriptValues: Sendable {
    private(set) var values: [String: String] = [:]
    private static let mostExpansions = 32
    private static let longest = 512

    init(_ values: [String: String] = [:]) { self.values = values }

    mutating func set(_ name: String, _ value: String) {
        // The first one counts: later ones are usually for another project or a special case.
        if values[name] == nil { values[name] = value }
    }

    /// Takes what is not known yet.
    mutating func add(_ other: ScriptValues) { values.merge(other.values) { own, _ in own } }

    /// The value of `v`, `ext.v`, `rootProject.ext.v`, `Versions.v`.
    func value(_ path: String) -> String? {
        var rest = Substring(path)
        while true {
            if let value = values[String(rest)] { return value }
            guard let dot = rest.firstIndex(of: ".") else { return nil }
            rest = rest[rest.index(after: dot)...]
        }
    }

    /// A text with its `$v` and `${v}` filled in.
    /// - Returns: nil when one of them is not known.
    func filled(_ text: String) -> String? {
        var result = text
        for _ in 0..<Self.mostExpansions {
            guard let dollar = result.firstIndex(of: "$") else { return result }
            let after = result[result.index(after: dollar)...]
            let name: Substring
            let end: String.Index
            if after.first == "{" {
                guard let close = after.firstIndex(of: "}") else { return nil }
                name = after[after.index(after: after.startIndex)..<close]
                end = result.index(after: close)
            } else {
                name = after.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
                end = name.endIndex
            }
            guard let value = value(Self.plain(name)), value.utf8.count < Self.longest else { return nil }
            result.replaceSubrange(dollar..<end, with: value)
            guard result.utf8.count < Self.longest * 2 else { return nil }
        }
        return nil
    }

    /// `property("v")`, `project.property('v')`, `extra["v"]`, `v.get()` all mean `v`.
    private static func plain(_ expression: Substring) -> String {
        let parts = expression.split { "\"'".contains($0) }
        if parts.count > 1, expression.contains("[") || expression.contains("(") { return String(parts[1]) }
        return expression.hasSuffix(".get()") ? String(expression.dropLast(6)) : String(expression)
    }
}
