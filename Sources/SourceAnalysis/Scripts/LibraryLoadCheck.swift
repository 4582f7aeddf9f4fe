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
        guard let string = string(at: call, loader, in: script) else { return nil }
        let name = script.code.text(string)
        guard isForLinuxOnX86(name), script.statement(at: call)?.reach.arm64.isPossible ?? true else { return nil }
        let window = script.text.window(around: call, before: lines, after: lines)
        let around = script.code.text(window)
        guard !ArchitectureWords.namesARM64(around), !script.names.asksMachine(string, in: script.code) else {
            return nil
        }
        return Load(place: call, name: name)
    }

    /// The string behind a call; for a module of JavaScript the one around the words, behind a call that loads it.
    private static func string(at call: Int, _ loader: String, in script: Script) -> Range<Int>? {
        let code = script.code
        let line = script.text.range(ofLine: script.text.line(at: call))
        if loader == ScriptLanguage.moduleMark {
            guard let open = code[line.lowerBound..<call].lastIndex(where: { "\"'".utf8.contains($0) }) else {
                return nil
            }
            let end = code.endOfString(at: open, to: line.upperBound)
            let before = code[line.lowerBound..<open].suffix(16)
            let isLoaded = ["require(", "import(", "dlopen("].contains {
                String(decoding: before, as: UTF8.self).contains($0)
            }
            return isLoaded && end > call ? (open + 1)..<(end - 1) : nil
        }
        let end = min(code.count, call + reach)
        guard let open = code[call..<end].firstIndex(where: { "\"'".utf8.contains($0) || $0 == UInt8(ascii: ";") }),
            code[open] != UInt8(ascii: ";")
        else { return nil }
        let close = code.endOfString(at: open, to: end)
        return close - 1 > open + 1 ? (open + 1)..<(close - 1) : nil
    }

    private static let markers = [".so", ".node", "/", "lib", "native", "x86_64", "amd64", "linux"]

    /// The name of a file for Linux on x86; of a module, its name says both.
    private static func isForLinuxOnX86(_ name: String) -> Bool {
        ArchitectureWords.namesX86(name) && !ArchitectureWords.namesARM64(name)
            && !ArchitectureWords.namesOtherSystem(name) && !name.contains("{") && !name.contains("%")
            && markers.contains { name.contains($0) }
    }
}
