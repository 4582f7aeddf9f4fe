import ScanModel

/// `{"x86_64": …}[platform.machine()]`: a look-up that fails where the table has no entry.
enum LookupCheck {
    /// - Returns: where something is looked up by the machine's architecture in a table that lacks arm64.
    static func places(in script: Script) -> [Int] {
        guard script.language.failsOnMissingKeys, script.names.areTold else { return [] }
        let named = script.names.tables.filter { !$0.namesARM64 && !isForOtherSystem($0.range, in: script) }.flatMap {
            table in
            script.code.indices(ofName: table.name, in: 0..<script.code.count).filter { place in
                isLookup(at: place + table.name.utf8.count, in: script) && !table.range.contains(place)
            }
        }
        return (named + literals(in: script)).filter { isReached($0, in: script) }.sorted()
    }

    /// `{"win-amd64": …}`.
    private static func isForOtherSystem(_ range: Range<Int>, in script: Script) -> Bool {
        ArchitectureWords.namesOtherSystem(script.code.text(range))
    }

    /// A subscript by something that holds the architecture, whose value is taken and not set.
    private static func isLookup(at open: Int, in script: Script) -> Bool {
        let code = script.code
        guard code.byte(at: open) == UInt8(ascii: "["),
            let close = code.closingBracket(of: open, to: min(code.count, open + 256)),
            script.names.asksMachine((open + 1)..<close, in: code)
        else { return false }
        let next = code.skippingSpaces(close + 1, to: code.count, newlines: false)
        let isSet = code.byte(at: next) == UInt8(ascii: "=") && code.byte(at: next + 1) != UInt8(ascii: "=")
        return !isSet
    }

    /// `{…}[…]` without a name.
    private static func literals(in script: Script) -> [Int] {
        let code = script.code
        return code.indices(of: "}[", in: 0..<code.count).compactMap { place in
            guard isLookup(at: place + 1, in: script) else { return nil }
            let window = max(0, place - 1024)..<place
            guard let open = code[window].lastIndex(of: UInt8(ascii: "{")) else { return nil }
            let table = code.text(open..<place)
            return ArchitectureWords.namesX86(table) && !ArchitectureWords.namesARM64(table) ? open : nil
        }
    }

    /// Not under a condition that leaves arm64 out, and not where the failure is expected.
    private static func isReached(_ place: Int, in script: Script) -> Bool {
        guard let statement = script.statement(at: place) else { return true }
        guard statement.reach.arm64.isPossible else { return false }
        let after = script.text.window(around: place, before: 4, after: 4)
        return !script.code.contains("KeyError", in: after)
    }
}
