import Reporting

/// What COPY or ADD takes from where to where, variables as written.
package struct CopyInstruction: Hashable, Sendable {
    /// A source.
    package enum Source: Hashable, Sendable {
        /// A path in the context or in another stage, which may have wildcards; for ADD also a URL.
        case path(Instruction.Word)
        /// A here-document, which becomes a file of its name.
        case heredoc(Heredoc)
    }

    /// The sources, in order.
    package let sources: [Source]
    /// Where they go.
    package let destination: Instruction.Word

    /// The paths among the sources.
    package var paths: [Instruction.Word] {
        sources.compactMap { if case .path(let word) = $0 { word } else { nil } }
    }

    /// - Parameter flag: the value of `--chmod`, variables replaced.
    /// - Returns: whether it is an octal mode, or a symbolic one such as `u=rwX,go-w`.
    package static func isMode(_ flag: String) -> Bool {
        if let mode = UInt16(flag, radix: 8), !flag.hasPrefix("+") { return mode <= 0o7777 }
        let clauses = flag.split(separator: ",", omittingEmptySubsequences: false)
        return clauses.allSatisfy { clause in
            var rest = clause.drop { "ugoa".contains($0) }
            guard !rest.isEmpty else { return false }
            while let operation = rest.popFirst() {
                guard "+-=".contains(operation) else { return false }
                let permissions = rest.prefix { "rwxXst".contains($0) }
                let copied = permissions.isEmpty ? rest.prefix(1).prefix { "ugo".contains($0) } : ""
                rest = rest.dropFirst(permissions.count + copied.count)
            }
            return true
        }
    }

    /// - Parameter flag: the value of `--checksum`, variables replaced.
    /// - Returns: whether it is a digest, or a git commit.
    package static func isChecksum(_ flag: String) -> Bool {
        func isHexadecimal(_ text: Substring) -> Bool { text.allSatisfy { $0.isASCII && $0.isHexDigit } }
        if let colon = flag.firstIndex(of: ":") {
            let sizes = ["sha256": 64, "sha384": 96, "sha512": 128]
            let hash = flag[flag.index(after: colon)...]
            return sizes[String(flag[..<colon])] == hash.count && isHexadecimal(hash) && hash == hash.lowercased()
        }
        return (7...64).contains(flag.count) && isHexadecimal(flag[...])
    }
}
