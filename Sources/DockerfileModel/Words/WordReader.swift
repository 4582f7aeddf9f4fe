import Reporting

/// Goes through a word for ``WordExpander``: quotes, escapes and variables, nested as deep as people write them.
struct WordReader {
    /// Deeper nesting of `${…}` is an attack on the stack, not a Dockerfile.
    private static let deepest = 200
    /// Variables that double themselves line by line would fill the memory.
    private static let longest = 4 << 20

    let expander: WordExpander
    private let scalars: [Unicode.Scalar]
    private var next = 0
    private var depth = 0
    private var length = 0
    private var keepsEscapes = false
    /// The variables that were found, and those that weren't.
    private(set) var used: Set<String> = []
    private(set) var unset: Set<String> = []

    init(text: String, expander: WordExpander) {
        self.expander = expander
        // BuildKit's reader drops a byte order mark at the beginning of whatever it reads.
        scalars = Array(
            text.unicodeScalars.first == "\u{FEFF}" ? text.unicodeScalars.dropFirst() : text.unicodeScalars[...])
    }

    var peek: Unicode.Scalar? { next < scalars.count ? scalars[next] : nil }

    mutating func take() -> Unicode.Scalar? {
        guard let scalar = peek else { return nil }
        next += 1
        return scalar
    }

    /// - Parameters:
    ///   - end: what ends the text; nil for its end.
    ///   - keepsEscapes: whether escapes stay.
    mutating func read(until end: Unicode.Scalar?, keepsEscapes: Bool) throws(Failure) -> SplitText {
        depth += 1
        let outer = self.keepsEscapes
        self.keepsEscapes = keepsEscapes
        defer {
            depth -= 1
            self.keepsEscapes = outer
        }
        guard depth <= Self.deepest else { throw Self.failure("variables are nested too deeply") }
        var output = SplitText()
        while let scalar = peek {
            if scalar == end {
                next += 1
                return output
            }
            switch scalar {
            case "$": output.append(value: try variable())
            case "'" where expander.quotes != .ordinary: output.append(quoted: try singleQuoted())
            case "\"" where expander.quotes != .ordinary: output.append(quoted: try doubleQuoted())
            case "<": output.append(quoted: redirection())
            case expander.escape:
                next += 1
                if keepsEscapes { output.appendKept(scalar) }
                if let escaped = take() { output.appendKept(escaped) }
            default:
                next += 1
                output.append(scalar)
            }
        }
        guard let end else { return output }
        throw Self.failure(end == "}" ? "\"${\" has no \"}\"" : "\"${…/\" has no second \"/\"")
    }

    static func failure(_ message: String, hint: String? = nil) -> Failure {
        Failure(.invalidDockerfile, message, hint: hint)
    }

    /// `<<` stays together with what follows it: it may begin a here-document.
    private mutating func redirection() -> String {
        let start = next
        next += 1
        if peek == "<" {
            next += 1
            while let scalar = peek, scalar == " " || scalar == "\t" || scalar == "\r" { next += 1 }
        }
        return scalars[start..<next].text
    }

    private mutating func singleQuoted() throws(Failure) -> String {
        let start = next
        next += 1
        guard let end = scalars[next...].firstIndex(of: "'") else { throw Self.failure("a ' has no end") }
        next = end + 1
        return (expander.quotes == .kept ? scalars[start..<next] : scalars[(start + 1)..<end]).text
    }

    private mutating func doubleQuoted() throws(Failure) -> String {
        var result = ""
        func keep(_ scalar: Unicode.Scalar) { result.unicodeScalars.append(scalar) }
        next += 1
        if expander.quotes == .kept { keep("\"") }
        while let scalar = peek {
            switch scalar {
            case "\"":
                next += 1
                if expander.quotes == .kept { keep("\"") }
                return result
            case "$": result += try variable()
            case expander.escape:
                next += 1
                guard let escaped = peek else { break }
                // Within double quotes the escape has a meaning before these only.
                let isMeant = escaped == "\"" || escaped == "$" || escaped == expander.escape
                if !isMeant || keepsEscapes { keep(scalar) }
                if isMeant {
                    next += 1
                    keep(escaped)
                }
            default:
                next += 1
                keep(scalar)
            }
        }
        throw Self.failure("a \" has no end")
    }

    // MARK: Variables

    /// A variable's value.
    mutating func value(of name: String) throws(Failure) -> String? {
        guard let value = expander.value(name) else {
            unset.insert(name)
            return nil
        }
        used.insert(name)
        length += value.utf8.count
        guard length <= Self.longest else { throw Self.failure("the value of \(name) grows too long") }
        return value
    }

    /// Letters, digits and underscores; digits alone, or one of the shell's own characters.
    mutating func name() -> String {
        let start = next
        guard let first = peek else { return "" }
        if first.isDigit {
            while peek?.isDigit == true { next += 1 }
        } else if "@*#?-$!".unicodeScalars.contains(first) {
            next += 1
        } else {
            while peek?.isNamePart == true { next += 1 }
        }
        return scalars[start..<next].text
    }
}
