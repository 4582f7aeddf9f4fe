import ScanModel

/// Whether a file may have plain char with negative numbers: a quick look, before the file is taken apart.
enum PlainChars {
    /// How long `char` is.
    private static let length = 4
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
            return !names.isEmpty && areCompared(names, in: bytes)
        }
    }

    private static func name(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> ArraySlice<UInt8>? {
        let rest = bytes[start...].prefix(reach).drop { $0.isASCIISpace }
        let name = rest.prefix { $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "_") }
        return name.isEmpty ? nil : Array(name)[...]
    }

    /// `c < 0`, `c >= 0`, `c == -1`, `c != -1`, `c > -1`.
    private static func areCompared(_ names: [ArraySlice<UInt8>], in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        // Comparisons are rarer than letters that a name begins with.
        var index = bytes.place(from: 0, where: signs)
        while index < bytes.count {
            if isCompared(names, at: index, in: bytes) { return true }
            index = bytes.place(from: index + 1, where: signs)
        }
        return false
    }

    /// `<`, `=` and `>` are these bits and two others.
    private static let comparisonMask: UInt8 = 0xFC
    private static let comparisonBits = UInt8(ascii: "<")

    private static func signs(in text: SixteenBytes) -> SixteenHits {
        (text & SixteenBytes(repeating: comparisonMask)) .== SixteenBytes(repeating: comparisonBits)
    }

    private static func isCompared(
        _ names: [ArraySlice<UInt8>], at place: Int, in bytes: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        var end = place
        if end > 0, bytes[end - 1] == UInt8(ascii: "!") { end -= 1 }
        while end > 0, bytes[end - 1].isASCIISpace { end -= 1 }
        return isComparison(bytes[end...].prefix(comparisonReach))
            && names.contains { bytes[..<end].suffix($0.count).elementsEqual($0) }
    }

    private static func isComparison(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        comparisons.contains { comparison in
            var rest = text
            for byte in comparison {
                rest = rest.drop { $0.isASCIISpace }
                guard rest.popFirst() == byte else { return false }
            }
            return true
        }
    }

    /// A comparison with its spaces is not longer.
    private static let comparisonReach = 8
    private static let comparisons = ["<0", ">=0", "==-1", "!=-1", ">-1", ">=-1", "<=-1"].map { Array($0.utf8) }

    /// Which of some names stand between a plain `char` and the end of what it declares.
    /// - Returns: their indices, in no order.
    static func declared(of names: [String], in bytes: [UInt8]) -> Set<Int> {
        let names = names.map { Array($0.utf8) }
        return bytes.withUnsafeBufferPointer { bytes in
            var found: Set<Int> = []
            var index = 0
            while found.count < names.count, let start = nextChar(in: bytes, from: index) {
                index = start + length
                if !isSpelledOut(bytes, before: start) {
                    found.formUnion(declared(of: names, bytes[index...].prefix(reach)))
                }
            }
            return found
        }
    }

    /// - Parameter text: what stands behind `char`.
    private static func declared(of names: [[UInt8]], _ text: Slice<UnsafeBufferPointer<UInt8>>) -> [Int] {
        let declaration = text.prefix { !";{}".utf8.contains($0) }
        return declaration.split { !$0.isASCIILetterOrDigit && $0 != UInt8(ascii: "_") }.compactMap { word in
            names.firstIndex { word.elementsEqual($0) }
        }
    }

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
        while let start = nextChar(in: bytes, from: index) {
            index = start + length
            guard bytes[index].isASCIISpace, !isSpelledOut(bytes, before: start) else { continue }
            if !goesOn(declarator(bytes, from: index), index) { return }
        }
    }

    /// Where `char` stands next, with something behind it.
    private static func nextChar(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard let found = word.firstIndex(in: UnsafeRawBufferPointer(bytes), from: start), found + length < bytes.count
        else { return nil }
        return found
    }

    private static let word = LiteralSet(["char"])

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
