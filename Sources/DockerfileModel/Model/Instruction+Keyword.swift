extension Instruction.Keyword {
    /// What a flag takes.
    enum FlagKind {
        /// Nothing, or `true` or `false`.
        case switched
        /// A value.
        case valued
        /// A value, and it may be there several times.
        case repeated
    }

    /// How the arguments fall into words.
    enum WordForm {
        /// At blanks, whatever the quotes.
        case plain
        /// At white space outside quotes.
        case quoted
    }

    /// The flags that the instruction knows.
    ///
    /// Source: Dockerfile reference, each instruction's "options".
    var knownFlags: [String: FlagKind] {
        switch self {
        case .from: ["platform": .valued]
        case .run: ["mount": .repeated, "network": .valued, "security": .valued, "device": .repeated]
        case .copy:
            [
                "from": .valued, "chown": .valued, "chmod": .valued, "link": .switched, "parents": .switched,
                "exclude": .repeated,
            ]
        case .add:
            [
                "chown": .valued, "chmod": .valued, "link": .switched, "checksum": .valued, "keep-git-dir": .switched,
                "exclude": .repeated, "unpack": .switched,
            ]
        case .healthcheck:
            [
                "interval": .valued, "timeout": .valued, "start-period": .valued, "start-interval": .valued,
                "retries": .valued,
            ]
        default: [:]
        }
    }

    var wordForm: WordForm {
        switch self {
        case .add, .copy, .expose, .from, .volume: .plain
        default: .quoted
        }
    }

    /// Whether the arguments may be a JSON array.
    var hasExecForm: Bool {
        switch self {
        case .add, .cmd, .copy, .entrypoint, .run, .shell, .volume: true
        default: false
        }
    }

    /// Whether it may stand alone: the shell gets an empty line then.
    var canBeBare: Bool { self == .cmd || self == .entrypoint }

    /// Whether here-documents may follow it.
    var takesHeredocs: Bool { self == .run || self == .copy || self == .add }
}
