import ScanModel

/// The platforms of a port or a dependency, as vcpkg writes them: `x64 & !uwp`, `(windows & x86) | linux`.
///
/// Source: https://learn.microsoft.com/vcpkg/reference/vcpkg-json#platform-expression
struct VcpkgPlatforms {
    private static let others: Set<Substring> = [
        "x86", "x64", "arm", "arm32", "arm64", "arm64ec", "wasm32", "mips64", "windows", "mingw", "uwp", "xbox",
        "osx", "ios", "android", "emscripten", "freebsd", "openbsd", "netbsd", "solaris", "qnx",
    ]

    private var words: ArraySlice<Substring>
    private let holding: Set<Substring>
    private var depth = 0

    /// - Parameter architecture: as vcpkg calls it: `x64`, `arm64`.
    /// - Returns: whether an expression holds on Linux with that architecture; unknown for what nobody knows here.
    static func hold(_ expression: String, on architecture: String) -> Ternary {
        var reader = VcpkgPlatforms(expression, architecture)
        let value = reader.alternatives()
        return reader.words.isEmpty ? value : .unknown
    }

    private init(_ expression: String, _ architecture: String) {
        var words: [Substring] = []
        var index = expression.startIndex
        while index < expression.endIndex {
            let end = expression[index...].firstIndex { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "_" }
            let word = expression[index..<(end ?? expression.endIndex)]
            if !word.isEmpty {
                words.append(word)
                index = word.endIndex
            } else {
                if !expression[index].isWhitespace { words.append(expression[index...index]) }
                index = expression.index(after: index)
            }
        }
        self.words = words[...]
        holding = architecture == "arm64" ? ["linux", "arm64", "arm"] : ["linux", Substring(architecture)]
    }

    /// A comma is an older bar.
    private mutating func alternatives() -> Ternary {
        var value = conjunction()
        while let word = words.first, word == "|" || word == "," {
            words.removeFirst()
            value = value || conjunction()
        }
        return value
    }

    private mutating func conjunction() -> Ternary {
        var value = operand()
        while words.first == "&" {
            words.removeFirst()
            value = value && operand()
        }
        return value
    }

    private mutating func operand() -> Ternary {
        guard depth < 64, let word = words.popFirst() else { return .unknown }
        depth += 1
        defer { depth -= 1 }
        switch word {
        case "!": return !operand()
        case "(":
            let value = alternatives()
            guard words.first == ")" else { return .unknown }
            words.removeFirst()
            return value
        default: return holding.contains(word) ? .yes : Self.others.contains(word) ? .no : .unknown
        }
    }
}
