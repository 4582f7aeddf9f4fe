import Reporting

/// What `--chmod` does to a file's permission bits.
///
/// Source: Dockerfile reference, "COPY --chmod"; POSIX.1-2017, chmod, "symbolic_mode".
package struct ModeChange: Hashable, Sendable {
    private enum Form: Hashable {
        case octal(UInt16)
        case symbolic([Action])
    }

    /// One action of a clause: `u+rwX`.
    private struct Action: Hashable {
        /// The bits that it is about: user, group, others.
        let who: UInt16
        let operation: Character
        let permissions: [Character]
    }

    /// As it was written.
    package let text: String
    private let form: Form

    private static let classes: [Character: UInt16] = ["u": 0o4700, "g": 0o2070, "o": 0o1007, "a": 0o7777]
    /// What a clause that names nobody leaves alone.
    private static let mask: UInt16 = 0o022

    /// - Parameter text: octal digits, or clauses such as `u=rwX,go=rX`; nil when it is neither.
    package init?(_ text: String) {
        self.text = text
        if let first = text.first, first.isNumber {
            guard let mode = UInt16(text, radix: 8), mode <= 0o7777 else { return nil }
            form = .octal(mode)
            return
        }
        var actions: [Action] = []
        for clause in text.split(separator: ",", omittingEmptySubsequences: false) {
            let named = clause.prefix { Self.classes[$0] != nil }
            let who = named.isEmpty ? ~Self.mask & 0o7777 : named.reduce(0) { $0 | Self.classes[$1, default: 0] }
            var rest = clause.dropFirst(named.count)
            repeat {
                guard let operation = rest.popFirst(), "+-=".contains(operation) else { return nil }
                let permissions = rest.prefix { !"+-=".contains($0) }
                let isCopy = permissions.count == 1 && permissions.allSatisfy { "ugo".contains($0) }
                guard isCopy || permissions.allSatisfy({ "rwxXst".contains($0) }) else { return nil }
                actions.append(Action(who: who, operation: operation, permissions: Array(permissions)))
                rest = rest.dropFirst(permissions.count)
            } while !rest.isEmpty
        }
        form = .symbolic(actions)
    }

    /// - Parameters:
    ///   - mode: a file's permission bits.
    ///   - isFolder: whether it is a folder, which `X` is about.
    /// - Returns: the bits that it gets.
    package func applied(to mode: UInt16, isFolder: Bool) -> UInt16 {
        switch form {
        case .octal(let new): return new
        case .symbolic(let actions):
            return actions.reduce(mode) { Self.apply($1, to: $0, isFolder: isFolder) }
        }
    }

    private static func apply(_ action: Action, to mode: UInt16, isFolder: Bool) -> UInt16 {
        let bits = action.permissions.reduce(0) { $0 | Self.bits($1, of: mode, isFolder: isFolder) } & action.who
        switch action.operation {
        case "+": return mode | bits
        case "-": return mode & ~bits
        // A folder keeps its set-user-id and set-group-id unless they are named.
        default: return mode & ~(action.who & (isFolder ? 0o1777 : 0o7777)) | bits
        }
    }

    private static func bits(_ permission: Character, of mode: UInt16, isFolder: Bool) -> UInt16 {
        switch permission {
        case "r": 0o444
        case "w": 0o222
        case "x": 0o111
        case "X": isFolder || mode & 0o111 != 0 ? 0o111 : 0
        case "s": 0o6000
        case "t": 0o1000
        case "u": spread(mode >> 6 & 7)
        case "g": spread(mode >> 3 & 7)
        default: spread(mode & 7)
        }
    }

    private static func spread(_ bits: UInt16) -> UInt16 { bits << 6 | bits << 3 | bits }
}
