/// What a line that begins with `#` does, by its first word: no text is made of it, for a big tree has a million of them.
enum PreprocessorDirective {
    /// What a condition asks.
    enum Test {
        case expression
        case defined
        case undefined
    }

    case define
    case undef
    /// A branch continues a conditional, anything else begins one.
    case condition(Test, isBranch: Bool)
    case `else`
    case endif
    case include
    case error
    case pragma

    /// - Returns: nil for words that say nothing of what is compiled.
    init?(_ name: ArraySlice<UInt8>) {
        func isNamed(_ word: StaticString) -> Bool {
            word.utf8CodeUnitCount == name.count && word.withUTF8Buffer { name.elementsEqual($0) }
        }
        // Two letters tell them apart, but for a few.
        switch (name.first, name.dropFirst().first) {
        case (UInt8(ascii: "d"), _) where isNamed("define"): self = .define
        case (UInt8(ascii: "i"), UInt8(ascii: "f")):
            if isNamed("if") {
                self = .condition(.expression, isBranch: false)
            } else if isNamed("ifdef") {
                self = .condition(.defined, isBranch: false)
            } else if isNamed("ifndef") {
                self = .condition(.undefined, isBranch: false)
            } else {
                return nil
            }
        case (UInt8(ascii: "i"), _) where isNamed("include") || isNamed("include_next") || isNamed("import"):
            self = .include
        case (UInt8(ascii: "e"), UInt8(ascii: "n")) where isNamed("endif"): self = .endif
        case (UInt8(ascii: "e"), UInt8(ascii: "l")):
            if isNamed("else") {
                self = .else
            } else if isNamed("elif") {
                self = .condition(.expression, isBranch: true)
            } else if isNamed("elifdef") {
                self = .condition(.defined, isBranch: true)
            } else if isNamed("elifndef") {
                self = .condition(.undefined, isBranch: true)
            } else {
                return nil
            }
        case (UInt8(ascii: "e"), _) where isNamed("error"): self = .error
        case (UInt8(ascii: "u"), _) where isNamed("undef"): self = .undef
        case (UInt8(ascii: "p"), _) where isNamed("pragma"): self = .pragma
        default: return nil
        }
    }
}
