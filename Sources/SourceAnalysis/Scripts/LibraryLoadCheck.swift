import ScanModel

/// Libraries and modules that are loaded by a name that says x86.
enum LibraryLoadCheck {
    /// A library, and where it is named.
    struct Load {
        let place: Int
        let name: String
    }

    /// How many bytes behind the call its string may stand.
    private static let reach = 256
    /// How many lines around a load a choice for arm64 may stand.
    private static let lines = 8

    static func loads(in script: Script) -> [Load] {
        var found: [Load] = []
        for loader in script.language.loaders {
            for call in script.code.indices(of: loader, in: 0..<script.code.count) {
                guard let load = load(at: call, loader, in: script), !found.contains(where: { $0.place == load.place })
                else { continue }
                found.append(load)
            }
        }
        return found.sorted { $0.place < $1.place }
    }

    private static func load(at call: Int, _ loader: String, in script: Script) -> Load? {
        let strings = strings(at: call, loader, in: script)
        let name = strings.map { script.code.text($0) }.joined(separator: "/")
        guard isForLinuxOnX86(name), script.statement(at: call)?.reach.arm64.isPossible ?? true else { return nil }
        guard loader != ScriptLanguage.moduleMark || !hasFallback(call, script.code) else { return nil }
        let window = script.text.window(around: call, before: lines, after: lines)
        let around = script.code.text(window)
        guard !ArchitectureWords.namesARM64(around),
            !strings.contains(where: { script.names.asksMachine($0, in: script.code) })
        else {
            return nil
        }
        return Load(place: call, name: name)
    }

    /// The strings within a call; for a module of JavaScript the one around the words, behind a call that loads it.
    private static func strings(at call: Int, _ loader: String, in script: Script) -> [Range<Int>] {
        let code = script.code
        let line = script.text.range(ofLine: script.text.line(at: call))
        if loader == ScriptLanguage.moduleMark { return module(around: call, in: line, code).map { [$0] } ?? [] }
        let limit = min(code.count, call + reach)
        let open: Int
        let end: Int
        if loader.last == " " {
            // "ffi_lib 'name'", without parentheses.
            open = call
            end = min(limit, line.upperBound)
        } else {
            guard let parenthesis = code[call..<limit].firstIndex(of: UInt8(ascii: "(")) else { return [] }
            open = parenthesis
            end = code.closingBracket(of: open, to: limit) ?? open
        }
        var strings: [Range<Int>] = []
        var index = open
        while index < end {
            guard "\"'".utf8.contains(code[index]) else {
                index += 1
                continue
            }
            let close = code.endOfString(at: index, to: end)
            if close - 1 > index + 1 { strings.append((index + 1)..<(close - 1)) }
            index = close
        }
        return strings
    }

    private static func module(around place: Int, in line: Range<Int>, _ code: [UInt8]) -> Range<Int>? {
        guard let open = code[line.lowerBound..<place].lastIndex(where: { "\"'".utf8.contains($0) }) else { return nil }
        let end = code.endOfString(at: open, to: line.upperBound)
        return isLoaded(open, in: line, code) && end > place ? (open + 1)..<(end - 1) : nil
    }

    /// Whether a string is what a call loads, or a part of the path of an addon that it loads:
    /// `require(path.join(__dirname, 'linux-x64-108', 'addon.node'))`.
    private static func isLoaded(_ string: Int, in line: Range<Int>, _ code: [UInt8]) -> Bool {
        ["require(", "import(", "dlopen("].contains { call in
            let near = line.clamped(to: (string - SourceText.reach)..<string)
            guard let last = code.indices(of: call, in: near).last else { return false }
            if string - last <= 16 { return true }
            let between = last..<string
            return code.containsAny(["join(", "resolve("], in: between)
                && code.contains(".node", in: string..<line.upperBound)
                && !code[between].contains(UInt8(ascii: ";"))
        }
    }

    /// `try { fast = require('./linux-x64/a.node') } catch { fast = require('./slow') }`: what can't be loaded is
    /// replaced.
    private static func hasFallback(_ place: Int, _ code: [UInt8]) -> Bool {
        guard let start = code.indices(of: "try", in: max(0, place - reach)..<place).last,
            let block = code.block(behind: start + 3), block.contains(place)
        else { return false }
        let next = code.skippingSpaces(block.upperBound, to: code.count)
        guard code.has("catch", at: next), let other = code.block(behind: next) else { return false }
        return code.containsAny(["require(", "import("], in: other)
    }

    private static let markers = [".so", ".node", "/", "lib", "native", "x86_64", "amd64", "linux"]

    /// The name of a file for Linux on x86; of a module, its name says both.
    private static func isForLinuxOnX86(_ name: String) -> Bool {
        ArchitectureWords.namesX86(name) && !ArchitectureWords.namesARM64(name)
            && !ArchitectureWords.namesOtherSystem(name) && !name.contains("{") && !name.contains("%")
            && markers.contains { name.contains($0) }
    }
}

extension [UInt8] {
    /// The block in braces that begins in what follows an offset; nil when it is longer than blocks with one task are.
    fileprivate func block(behind offset: Int) -> Range<Int>? {
        let near = offset..<Swift.min(count, offset + 1024)
        guard let open = self[near].firstIndex(of: UInt8(ascii: "{")),
            let close = closingBracket(of: open, to: near.upperBound)
        else { return nil }
        return open..<(close + 1)
    }
}
