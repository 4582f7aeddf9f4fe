import ScanModel

extension Interest {
    /// Whether the file has to be read.
    var wantsText: Bool { isAlways || words != nil }

    /// Whether it is to be seen whatever stands in it.
    var isAlways: Bool { if case .always = self { true } else { false } }

    /// The words one of which must stand in it.
    var words: LiteralSet? {
        switch self {
        case .containing(let words), .namedOrContaining(let words): words
        case .none, .named, .later, .always: nil
        }
    }

    /// Whether the name says something when there is no text.
    var takesName: Bool {
        switch self {
        case .none, .containing, .always: false
        case .named, .later, .namedOrContaining: true
        }
    }

    /// Whether the file is of a kind that always says something.
    var isEvidence: Bool {
        switch self {
        case .later, .always: true
        case .none, .named, .containing, .namedOrContaining: false
        }
    }
}
