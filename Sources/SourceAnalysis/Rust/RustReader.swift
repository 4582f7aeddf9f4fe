import Reporting
import ScanModel

/// Reads a Rust file once, with the `cfg` attributes that each place stands under. No grammar is needed for that:
/// attributes, braces and the first words of items are.
struct RustReader {
    private let text: SourceText
    private let file: FileName
    private let code: [UInt8]
    private var index = 0
    private var scopes = [Scope(guarded: .always)]
    private var item = Item()
    private var words = WordCollector()
    private var result = RustFile()
    /// The word before, with where it begins and ends.
    private var last = 0..<0
    /// What is left for the `else` of an `if #[cfg(…)]`.
    private var chain: RustGuard?
    /// The condition of the `if #[cfg(…)]` whose block comes next.
    private var branch: RustGuard?

    /// A `{`, `(` or `[`.
    private struct Scope {
        var guarded: RustGuard
        /// What it is a part of.
        var item = Item()
        var isBrace = false
        var isModule = true
        var module: String?
        var branch: RustGuard?
        var chain = RustGuard.always
    }

    /// What attributes and the first words say of an item or a statement.
    private struct Item {
        var guarded = RustGuard.always
        var keyword = ""
        var path: String?
        /// x86's features that a function asks for, until all of its attributes are read.
        var feature: Int?
        var name: String?
        /// Whether `use` begins in this crate.
        var isOwnUse = false
    }

    private static let depthLimit = 2000
    private static let modifiers: Set<String> = ["pub", "unsafe", "async", "default", "extern", "crate", "in", "safe"]
    private static let items: Set<String> = [
        "fn", "struct", "enum", "union", "impl", "trait", "mod", "use", "type", "const", "static", "macro_rules", "let",
    ]
    private static let untilSemicolon: Set<String> = ["use", "let", "const", "static", "type", "return"]
    private static let naming: Set<String> = [
        "fn", "struct", "enum", "union", "trait", "mod", "type", "const", "static",
    ]

    init(_ text: SourceText, _ file: FileName) {
        self.text = text
        self.file = file
        code = RustText.blanked(text.bytes)
    }

    mutating func read() -> RustFile {
        while index < code.count, scopes.count < Self.depthLimit { step() }
        result.words = WordSet(words)
        return result
    }

    private var guarded: RustGuard { (scopes.last?.guarded ?? .always) && item.guarded }
    private var isModuleLevel: Bool { scopes.last?.isModule ?? true }

    private mutating func step() {
        let byte = code[index]
        switch byte {
        case UInt8(ascii: "#"): attribute()
        case UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "["): open(byte)
        case UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]"): close(byte)
        case UInt8(ascii: ";"):
            endItem()
            index += 1
        case UInt8(ascii: ","):
            if !Self.items.contains(item.keyword) { endItem() }
            index += 1
        case _ where byte &- UInt8(ascii: "0") < 10:
            while index < code.count, RustText.isWord(code[index]) { index += 1 }
        case _ where RustText.isWord(byte): word()
        default: index += 1
        }
    }

    private mutating func endItem() { item = Item() }

    // MARK: scopes

    private mutating func open(_ byte: UInt8) {
        var scope = Scope(guarded: guarded, item: item, isBrace: byte == UInt8(ascii: "{"))
        scope.isModule = isModuleLevel && (item.keyword == "mod" || (scope.isBrace && item.keyword.isEmpty))
        if item.keyword == "use" { scope.isModule = true }
        // What a macro makes is compiled where it is used.
        if item.keyword == "macro_rules" { scope.guarded = !.always }
        if scope.isBrace, item.keyword == "mod" { scope.module = item.name }
        if scope.isBrace { openBranch(&scope) }
        scopes.append(scope)
        // The names of an import stand in braces.
        let outer = item
        item = Item()
        if outer.keyword == "use" || outer.keyword == "macro_rules" {
            item.keyword = outer.keyword
            item.isOwnUse = outer.isOwnUse
        }
        index += 1
    }

    private mutating func openBranch(_ scope: inout Scope) {
        let isElse = word(last) == "else"
        if let branch {
            scope.branch = branch
            scope.chain = chain ?? .always
            scope.guarded = scope.guarded && scope.chain && branch
        } else if isElse, let chain {
            scope.guarded = scope.guarded && chain
        }
        // What stands in a branch is an item again: cfg_if! has modules in it.
        if branch != nil || (isElse && chain != nil) { scope.isModule = true }
        branch = nil
        chain = nil
    }

    private mutating func close(_ byte: UInt8) {
        index += 1
        guard scopes.count > 1, let scope = scopes.popLast() else { return endItem() }
        item = scope.item
        guard scope.isBrace, byte == UInt8(ascii: "}") else { return }
        let next = nextByte
        let isElse = wordAhead == "else"
        if let branch = scope.branch, isElse { chain = scope.chain && !branch }
        guard !Self.untilSemicolon.contains(item.keyword) || item.keyword == "const" && item.name == nil else { return }
        if isElse || next.map({ ".?),;".utf8.contains($0) }) == true { return }
        endItem()
    }

    private var nextByte: UInt8? { code[index...].first { !$0.isASCIISpace } }

    private var wordAhead: String {
        let rest = code[index...].drop { $0.isASCIISpace }
        return String(decoding: rest.prefix { RustText.isWord($0) }.prefix(32), as: UTF8.self)
    }

    // MARK: attributes

    private mutating func attribute() {
        let start = index
        index += 1
        let isInner = nextByte == UInt8(ascii: "!")
        let reach = code[index...].prefix(16)
        guard let open = reach.firstIndex(of: UInt8(ascii: "[")),
            reach[..<open].allSatisfy({ $0.isASCIISpace || $0 == UInt8(ascii: "!") })
        else { return }
        let end = endOfBrackets(from: open)
        index = end
        let content = (open + 1)..<max(open + 1, end - 1)
        let name = code[content].drop { $0.isASCIISpace }.prefix { RustText.isWord($0) }
        let inside = (name.endIndex + 1)..<max(name.endIndex + 1, content.upperBound)
        switch String(decoding: name.prefix(32), as: UTF8.self) {
        case "cfg":
            let value = RustCondition.value(text.bytes[inside.clamped(to: 0..<code.count)])
            if isInner {
                scopes[scopes.count - 1].guarded = scopes[scopes.count - 1].guarded && value
            } else if word(last) == "if", code[last.upperBound..<start].allSatisfy({ $0.isASCIISpace }) {
                branch = value
            } else {
                item.guarded = item.guarded && value
            }
        case "target_feature" where Self.x86Feature(text.bytes[content]): item.feature = item.feature ?? start
        case "path": item.path = Self.quoted(text.bytes[content])
        case "test": item.guarded = item.guarded && .unknown
        default: return
        }
    }

    private static func quoted(_ bytes: ArraySlice<UInt8>) -> String? {
        let parts = bytes.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
        return parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : nil
    }

    private static func x86Feature(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let list = quoted(bytes) else { return false }
        return list.split { $0 == "," || $0 == " " }.contains { RustCondition.isX86Feature($0) }
    }

    private func endOfBrackets(from start: Int) -> Int {
        var depth = 0
        for place in start..<min(code.count, start + SourceText.reach) {
            switch code[place] {
            case UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: ")"), UInt8(ascii: "}"):
                depth -= 1
                if depth == 0 { return place + 1 }
            default: continue
            }
        }
        return start + 1
    }

    // MARK: words

    private func word(_ range: Range<Int>) -> String {
        range.count > 64 ? "" : String(decoding: code[range], as: UTF8.self)
    }

    private mutating func word() {
        let start = index
        while index < code.count, RustText.isWord(code[index]) { index += 1 }
        let range = start..<index
        let name = word(range)
        let isFirst = item.keyword.isEmpty
        if isFirst, !Self.modifiers.contains(name) { begin(name) }
        if item.keyword == "const", name == "fn" || name == "unsafe" { item.keyword = name == "fn" ? "fn" : "const" }
        if !macro(name, range), !define(name, range) { use(name, range) }
        last = range
    }

    private mutating func begin(_ keyword: String) {
        item.keyword = keyword
        guard let feature = item.feature else { return }
        item.feature = nil
        hit(RustRules.x86Code, feature, "this target feature is x86's, and the function is compiled for arm64 too")
    }

    private mutating func hit(
        _ rule: Rule, _ offset: Int, _ message: String, severity: Severity? = nil, isForOthersOnly: Bool = false
    ) {
        let guarded = guarded
        guard guarded.arm64.isPossible else { return }
        let highest = severity ?? rule.severity
        let severity: Severity = guarded.arm64 == .yes ? highest : min(highest, .warning)
        result.hits.append(
            RustFile.Hit(
                finding: Finding(
                    rule, in: text, at: offset, severity: severity.lowered(in: file), message: message),
                guarded: guarded, isForOthersOnly: isForOthersOnly))
    }

    // MARK: macros

    /// - Returns: whether the word is a macro that needs nothing more.
    private mutating func macro(_ name: String, _ range: Range<Int>) -> Bool {
        guard index < code.count, code[index] == UInt8(ascii: "!") else { return false }
        switch name {
        case "asm", "global_asm", "llvm_asm", "naked_asm":
            let reach = index..<min(code.count, index + 16)
            guard let open = code[reach].firstIndex(where: { "({[".utf8.contains($0) }) else { return true }
            let end = endOfBrackets(from: open)
            if InlineAssembly.isX86(text.bytes[open..<end]) {
                hit(RustRules.assembly, range.lowerBound, "x86 instructions in code that is compiled for arm64 too")
            }
        case "is_x86_feature_detected":
            hit(RustRules.x86Code, range.lowerBound, "this macro exists in builds for x86 only")
        case "compile_error" where item.keyword != "macro_rules":
            hit(
                RustRules.architectureOnly, range.lowerBound, "this compile_error! is reached on arm64",
                isForOthersOnly: true)
        default: return name == "macro_rules"
        }
        return true
    }

    // MARK: definitions and uses

    /// - Returns: whether the word is the name of a definition.
    private mutating func define(_ name: String, _ range: Range<Int>) -> Bool {
        guard Self.naming.contains(item.keyword), name != item.keyword, item.name == nil,
            word(last) == item.keyword || word(last) == "mut"
        else { return false }
        guard name != "mut" else { return true }
        item.name = name
        let guarded = guarded
        guard isModuleLevel else {
            if guarded.arm64.isPossible { words.insert(WordSet.hash(name.utf8), .declared) }
            return true
        }
        if item.keyword == "mod", nextByte == UInt8(ascii: ";") {
            result.modules.append(
                RustFile.Module(
                    outer: scopes.compactMap { $0.module }, name: name, path: item.path, guarded: guarded))
        }
        if guarded.arm64.isPossible {
            words.insert(WordSet.hash(name.utf8), .declared)
        } else if guarded.isX86Only {
            let kind: RustFile.Definition.Kind =
                item.keyword == "fn" ? .function : item.keyword == "mod" ? .module : .other
            result.x86Definitions.append(
                RustFile.Definition(
                    name: name, kind: kind, outer: scopes.last { $0.module != nil }?.module, guarded: guarded,
                    place: SourcePlace(text, at: range.lowerBound)))
        }
        return true
    }

    private mutating func use(_ name: String, _ range: Range<Int>) {
        if name == "as", RustCharacters.isWrongCast(code, range) {
            hit(
                RustRules.characters, range.lowerBound, "c_char is u8 on arm64 Linux: the types do not fit there",
                severity: RustCharacters.isRefused(code, range) ? .blocker : .warning)
        }
        if word(last) == "libc", code[last.upperBound..<range.lowerBound].elementsEqual("::".utf8),
            let call = PredefinedMacros.absentSystemCall(namedBy: name)
        {
            hit(RustRules.systemCall, range.lowerBound, "Linux on arm64 has no system call \"\(call)\", nor has libc")
        }
        x86Interface(name, range)
        let isPath = isFollowed(by: "::")
        if name == "arch", isPath, isStandard(range.lowerBound) { architectureModule(range) }
        let guarded = guarded
        if item.keyword == "use" {
            if word(last) == "use", last.upperBound <= range.lowerBound {
                item.isOwnUse = ["crate", "self", "super"].contains(name)
                // "use name::…": a crate, or a module beside this one.
                if isPath, guarded.arm64 == .yes {
                    words.insert(WordSet.pair(WordSet.hash("use".utf8), WordSet.hash(name.utf8)), .member)
                }
            }
            guard guarded.arm64.isPossible else { return }
            let role: WordSet.Role = item.isOwnUse ? .plain : .declared
            if role == .declared || guarded.arm64 == .yes { words.insert(WordSet.hash(name.utf8), role) }
            if item.isOwnUse, isPath, guarded.arm64 == .yes { words.insert(WordSet.hash(name.utf8), .imported) }
            return
        }
        guard guarded.arm64 == .yes else { return }
        let hash = WordSet.hash(name.utf8)
        let before = range.lowerBound > 0 ? code[range.lowerBound - 1] : 0
        if ["let", "mut", "ref", "fn", "for"].contains(word(last)) { words.insert(hash, .bound) }
        guard before != UInt8(ascii: ".") else { return }
        if isPath { words.insert(hash, .imported) }
        guard nextByte == UInt8(ascii: "(") || isPath || name.utf8.first.map({ $0 &- 65 < 26 }) == true else { return }
        if before == UInt8(ascii: ":") {
            words.insert(WordSet.pair(WordSet.hash(code[last]), hash), .member)
        } else {
            words.insert(hash, .plain)
        }
    }

    /// Registers of x86 in saved contexts (`orig_rax`, `libc::REG_RIP`), and the module of crate x86_64 that is x86's.
    private mutating func x86Interface(_ name: String, _ range: Range<Int>) {
        switch name {
        case "orig_rax" where code.has(".", at: range.lowerBound - 1),
            "REG_RIP" where isOfLibrary(range), "REG_RSP" where isOfLibrary(range):
            hit(RustRules.x86Code, range.lowerBound, "\(name) is a register of x86: libc for arm64 has no such name")
        case "instructions" where word(last) == "x86_64" && code.has("::", at: range.lowerBound - 2):
            hit(RustRules.x86Code, range.lowerBound, "x86_64::instructions exists in builds for x86 only")
        default: return
        }
    }

    /// Whether a name is imported, or stands behind `libc::`.
    private func isOfLibrary(_ range: Range<Int>) -> Bool {
        item.keyword == "use" || code.has("::", at: range.lowerBound - 2)
    }

    private func isFollowed(by text: String) -> Bool { code[index...].drop { $0.isASCIISpace }.starts(with: text.utf8) }

    /// Whether `arch` is that of `std` or `core`, also inside of `use std::{…}`.
    private func isStandard(_ offset: Int) -> Bool {
        let head = code[..<offset].suffix(256)
        let line =
            head.lastIndex { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "}") }.map { head[($0 + 1)...] } ?? head
        let path = String(decoding: line, as: UTF8.self)
        if path.hasSuffix("std::") || path.hasSuffix("core::") { return true }
        return item.keyword == "use" && (path.contains("use std::{") || path.contains("use core::{"))
    }

    private mutating func architectureModule(_ range: Range<Int>) {
        let rest = code[index...].drop { $0.isASCIISpace || $0 == UInt8(ascii: ":") }
        let module = String(decoding: rest.prefix { RustText.isWord($0) }.prefix(16), as: UTF8.self)
        guard module == "x86_64" || module == "x86" else { return }
        hit(RustRules.x86Code, range.lowerBound, "arch::\(module) exists in builds for x86 only")
    }
}
