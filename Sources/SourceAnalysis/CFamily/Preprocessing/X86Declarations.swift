import ScanModel

/// The names that a file declares under conditions for x86, without a branch for other machines.
struct X86Declarations {
    enum Kind: Sendable {
        case macro, function, type, variable
        /// What `struct`, `union`, `class` and `enum` name.
        case tag
    }

    struct Declaration: Sendable {
        let kind: Kind
        let offset: Int
        /// Whether other files can't see it, but for those that include this one.
        let isStatic: Bool
        /// Whether something that could be called is there, and not its prototype alone.
        var isDefinition: Bool
    }

    private(set) var names: [UInt64: Declaration] = [:]
    private let bytes: UnsafeBufferPointer<UInt8>

    static func read(_ source: CSource) -> [UInt64: Declaration] {
        guard !source.chainsForX86.isEmpty else { return [:] }
        return source.bytes.withUnsafeBufferPointer { bytes in
            var declarations = Self(bytes)
            for chain in source.chainsForX86 { declarations.read(chain) }
            // Both are in the order of the file: one pass, however many there are.
            var chains = source.chainsForX86[...]
            for definition in source.definitions {
                while let chain = chains.first, chain.upperBound <= definition.name.lowerBound { chains.removeFirst() }
                guard let chain = chains.first else { break }
                if chain.contains(definition.name.lowerBound) {
                    declarations.add(definition.name, .macro, isDefinition: true)
                }
            }
            for name in source.askedNames { declarations.names[name] = nil }
            for definition in source.definitions where source.regions[Int(definition.region)].known != .no {
                declarations.names[NameHash.of(source.bytes[definition.name])] = nil
            }
            return declarations.names
        }
    }

    private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// Names that begin with an underscore are the system's, who gives them under conditions of its own.
    private mutating func add(_ name: Range<Int>, _ kind: Kind, isStatic: Bool = false, isDefinition: Bool) {
        guard name.count > 2, bytes[name.lowerBound] != UInt8(ascii: "_") else { return }
        let hash = NameHash.of(bytes[name])
        // A function, a variable or a type may have the name of a tag too, and says more.
        if let known = names[hash], known.kind == .tag, kind != .tag { names[hash] = nil }
        if names[hash] == nil {
            names[hash] = Declaration(
                kind: kind, offset: name.lowerBound, isStatic: isStatic, isDefinition: isDefinition)
        } else if isDefinition {
            names[hash]?.isDefinition = true
        }
    }

    /// What a statement outside of all functions consists of, as far as it has been read.
    private struct Statement {
        var isTypedef = false
        var isStatic = false
        /// The last identifier, and whether something that may be a type stands before it.
        var name: Range<Int>?
        var isDeclared = false
        /// The function's name, when its parameters have been read.
        var function: Range<Int>?
        /// Whether the name of a variable has been read.
        var isAssigned = false
        var isNamespace = false
        var isQualified = false
        /// The name behind `struct` and the like, and whether it may still follow: `struct PACKED frame`.
        var tag: Range<Int>?
        var mayBeTag = false
    }

    /// Tokens of what is compiled on x86, without its directives; functions are gone over.
    private mutating func read(_ range: Range<Int>) {
        var lexer = CLexer(bytes)
        lexer.position = range.lowerBound
        var statement = Statement()
        var braces = 0
        var parentheses = 0
        var isLineStart = true
        var last = UInt8(ascii: ";")
        while lexer.position < range.upperBound {
            let token = lexer.next(region: 0)
            if token.kind == .endOfFile { return }
            if token.kind == .newline {
                isLineStart = true
                continue
            }
            let first = bytes[Int(token.start)]
            if isLineStart, first == UInt8(ascii: "#") {
                while lexer.position < range.upperBound, lexer.next(region: 0).kind != .newline {}
                continue
            }
            isLineStart = false
            defer { last = token.kind == .identifier ? UInt8(ascii: "a") : first }
            if braces > 0 {
                if token.kind == .punctuation, first == UInt8(ascii: "{") { braces += 1 }
                if token.kind == .punctuation, first == UInt8(ascii: "}") { braces -= 1 }
                continue
            }
            if parentheses > 0 {
                if token.kind == .punctuation, first == UInt8(ascii: "(") { parentheses += 1 }
                if token.kind == .punctuation, first == UInt8(ascii: ")") { parentheses -= 1 }
                continue
            }
            guard token.kind == .punctuation else {
                if token.kind == .identifier { take(token, behind: last, &statement) }
                // `extern "C" {` holds declarations.
                if token.kind == .string { statement.isNamespace = true }
                continue
            }
            statement.mayBeTag = false
            switch first {
            case UInt8(ascii: "("):
                parentheses = 1
                if statement.isDeclared, !statement.isQualified, !statement.isAssigned {
                    statement.function = statement.name
                }
            case UInt8(ascii: "{"):
                if let function = statement.function {
                    add(function, .function, isStatic: statement.isStatic, isDefinition: true)
                } else if let tag = statement.tag, !statement.isAssigned {
                    add(tag, .tag, isDefinition: true)
                    // A variable's name may follow the members.
                    statement.name = nil
                }
                if statement.isNamespace {
                    statement = Statement()
                } else {
                    braces = 1
                    if statement.function != nil { statement = Statement() }
                }
            case UInt8(ascii: ";"):
                finish(statement)
                statement = Statement()
            case UInt8(ascii: "="), UInt8(ascii: "["), UInt8(ascii: ","):
                if !statement.isAssigned, !statement.isTypedef { finish(statement) }
                statement.isAssigned = true
            default: break
            }
        }
    }

    private static let statements: Set<String> = [
        "return", "else", "goto", "case", "default", "do", "if", "while", "for", "switch", "throw", "delete", "new",
        "using", "break", "continue",
    ]

    /// What names a tag.
    static let tagWords: Set<String> = ["struct", "union", "class", "enum"]

    private func take(_ token: CToken, behind last: UInt8, _ statement: inout Statement) {
        guard !statement.isAssigned else { return }
        let text = String(decoding: bytes[token.range], as: UTF8.self)
        if Self.statements.contains(text) {
            // Within a function: what follows declares nothing.
            statement.name = nil
            statement.isAssigned = true
            return
        }
        if Self.tagWords.contains(text) {
            statement.mayBeTag = true
        } else if statement.mayBeTag {
            statement.tag = token.range
        }
        switch token.word {
        case .typedef: statement.isTypedef = true
        case .attribute, .qualifier, .volatile: return
        default: statement.isStatic = statement.isStatic || text == "static"
        }
        statement.isNamespace = statement.isNamespace || text == "namespace"
        statement.isQualified = last == UInt8(ascii: ":")
        statement.isDeclared = last == UInt8(ascii: "a") || last == UInt8(ascii: "*") || last == UInt8(ascii: "}")
        statement.name = token.range
        statement.function = nil
    }

    private mutating func finish(_ statement: Statement) {
        guard let name = statement.name, statement.isDeclared, !statement.isQualified else { return }
        if let function = statement.function {
            if !statement.isTypedef {
                add(function, .function, isStatic: statement.isStatic, isDefinition: false)
            }
        } else {
            add(
                name, statement.isTypedef ? .type : .variable, isStatic: statement.isStatic,
                isDefinition: true)
        }
    }
}
