import ScanModel

/// A build constraint: an expression over tags such as `linux` and `amd64`.
indirect enum GoCondition: Sendable {
    case tag(String)
    case not(GoCondition)
    case all([GoCondition])
    case any([GoCondition])

    /// Nesting that no person writes: such a constraint stays unknown.
    private static let depthLimit = 64

    /// - Parameter tags: what is known of a tag.
    func value(_ tags: (String) -> Ternary) -> Ternary {
        switch self {
        case .tag(let tag): tags(tag)
        case .not(let inner): !inner.value(tags)
        case .all(let parts): parts.reduce(.yes) { $0 && $1.value(tags) }
        case .any(let parts): parts.reduce(.no) { $0 || $1.value(tags) }
        }
    }

    /// What stands behind `//go:build`: `linux && (amd64 || arm64)`.
    /// - Returns: nil when it is no expression.
    static func expression(_ text: Substring) -> Self? {
        var tokens = tokens(text)[...]
        let result = disjunction(&tokens, depth: 0)
        return tokens.isEmpty ? result : nil
    }

    /// What stands behind `// +build` or `#cgo`: a space is "or", a comma is "and".
    static func options(_ text: Substring) -> Self? {
        let options = text.split { $0 == " " || $0 == "\t" }.map { option in
            Self.all(
                option.split(separator: ",").map {
                    $0.hasPrefix("!") ? .not(.tag(String($0.dropFirst()))) : .tag(String($0))
                })
        }
        return options.isEmpty ? nil : .any(options)
    }

    private static func tokens(_ text: Substring) -> [Substring] {
        var result: [Substring] = []
        var rest = text
        while let first = rest.first {
            if first == " " || first == "\t" || first == "\r" {
                rest.removeFirst()
            } else if rest.hasPrefix("&&") || rest.hasPrefix("||") {
                result.append(rest.prefix(2))
                rest = rest.dropFirst(2)
            } else if "!()".contains(first) {
                result.append(rest.prefix(1))
                rest = rest.dropFirst()
            } else {
                let word = rest.prefix { !" \t\r&|!()".contains($0) }
                guard !word.isEmpty else { return result + [rest] }
                result.append(word)
                rest = rest[word.endIndex...]
            }
        }
        return result
    }

    private static func disjunction(_ tokens: inout ArraySlice<Substring>, depth: Int) -> Self? {
        list(&tokens, separator: "||") { conjunction(&$0, depth: depth) }.map { $0.count == 1 ? $0[0] : .any($0) }
    }

    private static func conjunction(_ tokens: inout ArraySlice<Substring>, depth: Int) -> Self? {
        list(&tokens, separator: "&&") { term(&$0, depth: depth + 1) }.map { $0.count == 1 ? $0[0] : .all($0) }
    }

    private static func list(
        _ tokens: inout ArraySlice<Substring>, separator: Substring,
        _ part: (inout ArraySlice<Substring>) -> Self?
    ) -> [Self]? {
        var parts: [Self] = []
        repeat {
            guard let next = part(&tokens) else { return nil }
            parts.append(next)
            guard tokens.first == separator else { return parts }
            tokens.removeFirst()
        } while true
    }

    private static func term(_ tokens: inout ArraySlice<Substring>, depth: Int) -> Self? {
        guard depth < depthLimit, let first = tokens.popFirst() else { return nil }
        switch first {
        case "!": return term(&tokens, depth: depth + 1).map { .not($0) }
        case "(":
            guard let inner = disjunction(&tokens, depth: depth + 1), tokens.popFirst() == ")" else { return nil }
            return inner
        case ")", "&&", "||": return nil
        default: return .tag(String(first))
        }
    }
}
