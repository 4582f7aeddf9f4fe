/// The classes of characters that BuildKit tells apart. Dockerfiles are read scalar by scalar, not by what looks like one
/// character: a quote followed by a combining accent is still a quote.
extension Unicode.Scalar {
    /// White space in the sense of Unicode: what lines and arguments are trimmed of.
    var isSpace: Bool {
        switch value {
        case 0x09...0x0D, 0x20: true
        case ..<0x80: false
        default: properties.isWhitespace
        }
    }

    /// What separates words: a tab, vertical tab, form feed, carriage return or space.
    var isBlank: Bool {
        switch value {
        case 0x09, 0x0B...0x0D, 0x20: true
        default: false
        }
    }

    var isDigit: Bool { properties.generalCategory == .decimalNumber }

    /// What variables' names are made of.
    var isNamePart: Bool {
        if self == "_" || isDigit { return true }
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
        default: return false
        }
    }
}

extension RandomAccessCollection<Unicode.Scalar> {
    /// The same without white space at its ends.
    var trimmed: SubSequence {
        var rest = drop(while: \.isSpace)
        while rest.last?.isSpace == true { rest.removeLast() }
        return rest
    }

    var text: String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: self)
        return String(view)
    }
}

extension Substring {
    /// Without white space at both ends.
    package var trimmed: Substring {
        var text = drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
