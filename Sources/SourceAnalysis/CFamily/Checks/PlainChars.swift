import ScanModel

/// Whether a file may have plain char with negative numbers: a quick look, before the file is taken apart.
enum PlainChars {
    private static let word = Array("char".utf8)
    /// What stands between `char` and the end of the declarator is shorter.
    private static let reach = 400

    private enum Declarator {
        case variable
        case table
        case other
    }

    /// Names that are looked for; a file that has more is made by a program.
    private static let nameLimit = 16

    /// Whether `char c;` or `char c = f();` stands in it, and `c` is compared with a negative number or with 0.
    static func areCompared(in bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            var names: [ArraySlice<UInt8>] = []
            forEachDeclarator(in: bytes) { kind, start in
                if kind == .variable, let name = name(bytes, from: start), !names.contains(name) { names.append(name) }
                return names.count < nameLimit
            }
            return names.contains { isCompared($0, in: bytes) }
        }
    }

    private static func name(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> ArraySlice<UInt8>? {
        let rest = bytes[start...].prefix(reach).drop { $0.isASCIISpace }
        let name = rest.prefix { $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "_") }
        return name.isEmpty ? nil : Array(name)[...]
    }

    /// `c < 0`, `c >= 0`, `c == -1`, `c != -1`, `c > -1`.
    private static func isCompared(_ name: ArraySlice<UInt8>, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = name.first else { return false }
        var index = 0
        while index + name.count + 2 < bytes.count {
            guard bytes[index] == first, bytes[index...].starts(with: name) else {
                index += 1
                continue
            }
            index += name.count
            let rest = bytes[index...].prefix(8).filter { !$0.isASCIISpace }
            if comparisons.contains(where: { rest.starts(with: $0) }) { return true }
        }
        return false
    }

    private static let comparisons = ["<0", ">=0", "==-1", "!=-1", ">-1", ">=-1", "<=-1"].map { Array($0.utf8) }

    /// Whether `char name[…] = ` stands in it.
    static func areInTables(in bytes: [UInt8]) -> Bool { stands(.table, in: bytes) }

    private static func stands(_ wanted: Declarator, in bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            var stands = false
            forEachDeclarator(in: bytes) { kind, _ in
                stands = kind == wanted
                return !stands
            }
            return stands
        }
    }

    /// Goes through what stands behind every plain `char`.
    /// - Parameter goesOn: takes what it declares, and where that begins; false ends the search.
    private static func forEachDeclarator(
        in bytes: UnsafeBufferPointer<UInt8>, _ goesOn: (Declarator, Int) -> Bool
    ) {
        var index = 0
        while index + word.count < bytes.count {
            guard bytes[index] == word[0], bytes[(index + 1)...].starts(with: word[1...]) else {
                index += 1
                continue
            }
            let start = index
            index += word.count
            guard bytes[index].isASCIISpace, !isSpelledOut(bytes, before: start) else { continue }
            if !goesOn(declarator(bytes, from: index), index) { return }
        }
    }

    /// "unsigned char", "signed char", and names that end in "char".
    private static func isSpelledOut(_ bytes: UnsafeBufferPointer<UInt8>, before start: Int) -> Bool {
        guard start > 1 else { return false }
        let before = bytes[start - 1]
        if before.isASCIISpace { return bytes[start - 2] == UInt8(ascii: "d") }
        return before.isASCIILetterOrDigit || before == UInt8(ascii: "_")
    }

    private static func declarator(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Declarator {
        var hasBrackets = false
        for index in start..<min(bytes.count, start + reach) {
            switch bytes[index] {
            case UInt8(ascii: "["): hasBrackets = true
            case UInt8(ascii: "="): return hasBrackets ? .table : .variable
            case UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: ")"): return hasBrackets ? .other : .variable
            case UInt8(ascii: "*"), UInt8(ascii: "("), UInt8(ascii: "{"), UInt8(ascii: "}"): return .other
            default: continue
            }
        }
        return .other
    }
}
