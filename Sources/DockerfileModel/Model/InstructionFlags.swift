extension Instruction.Keyword {
    /// The flags that the instruction knows.
    ///
    /// Source: Dockerfile reference, each instruction's "options".
    var knownFlags: Set<String> {
        switch self {
        case .from: ["platform"]
        case .run: ["mount", "network", "security"]
        case .copy: ["from", "chown", "chmod", "link", "parents", "exclude"]
        case .add: ["chown", "chmod", "link", "checksum", "keep-git-dir", "exclude", "unpack"]
        case .healthcheck: ["interval", "timeout", "start-period", "start-interval", "retries"]
        default: []
        }
    }

    /// Whether here-documents may follow it.
    var takesHeredocs: Bool { self == .run || self == .copy || self == .add }

    /// Whether variables in its arguments are replaced when the image is built. RUN's, CMD's and ENTRYPOINT's are the
    /// shell's business.
    var isExpanded: Bool {
        switch self {
        case .add, .arg, .copy, .env, .expose, .from, .label, .onBuild, .stopSignal, .user, .volume, .workDirectory:
            true
        case .cmd, .entrypoint, .healthcheck, .maintainer, .run, .shell: false
        }
    }
}
