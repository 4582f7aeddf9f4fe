import Reporting

/// A pattern for paths.
///
/// Source: Go's path/filepath.Match, which Docker's rules refer to: `*`, `?`, `[a-z]`, `[^a-z]` and `\`; and moby's
/// patternmatcher, which adds `**`. A pattern is a small automaton that reads a path once: no backtracking.
package struct PathPattern: Sendable {
    private enum State: Hashable, Sendable {
        case scalar(Unicode.Scalar)
        /// `?`: anything but a slash.
        case any
        case scalars([ClosedRange<Unicode.Scalar>], isNegated: Bool)
        /// `*`: any number of anything but slashes.
        case star
        /// `**` at the end: any number of anything.
        case all
        /// `**/`: any number of folders. The way in, which may be passed by; and what reads them.
        case folders
        case withinFolders
    }

    private let states: [State]

    /// - Parameters:
    ///   - pattern: components joined by slashes.
    ///   - crossesFolders: whether `**` stands for any number of components.
    /// - Throws: ``Failure`` with code `invalid-pattern`.
    package init(_ pattern: String, crossesFolders: Bool) throws(Failure) {
        var states: [State] = []
        var rest = pattern.unicodeScalars[...]
        func failure(_ problem: String, _ hint: String) -> Failure {
            Failure(.invalidPattern, "the pattern \"\(pattern)\" makes no sense: \(problem)", hint: hint)
        }
        while let scalar = rest.popFirst() {
            switch scalar {
            case "*" where crossesFolders && rest.first == "*":
                rest.removeFirst()
                if rest.first == "/" { rest.removeFirst() }
                let isFirst = states.isEmpty
                if rest.isEmpty {
                    states.append(.all)
                } else if isFirst, !pattern.hasPrefix("**/"), !Self.isPattern(String(rest)), !rest.contains("\\") {
                    // At the beginning it also stands for a part of a name, when the rest is a plain name.
                    states.append(.all)
                } else if states.last != .withinFolders {
                    states += [.folders, .withinFolders]
                }
            case "*": if states.last != .star { states.append(.star) }
            case "?": states.append(.any)
            case "[":
                guard let (state, after) = Self.scalars(rest, mayEscapeAll: !crossesFolders) else {
                    throw failure("a [ that makes no class", "such as [a-z] or [^0-9]; \\[ is a bracket")
                }
                states.append(state)
                rest = after
            case "\\":
                guard let escaped = rest.popFirst() else {
                    throw failure("a \\ at its end", "\\\\ is a backslash")
                }
                guard let state = crossesFolders ? Self.escape(escaped) : .scalar(escaped) else {
                    throw failure(
                        "\\\(escaped) is none of its escapes",
                        "folders are separated by /; \\ is for *, ?, [ and itself")
                }
                states.append(state)
            default: states.append(.scalar(scalar))
            }
        }
        self.states = states
    }

    /// What a backslash and a character stand for; nil for nothing. BuildKit makes a regular expression of the pattern and
    /// leaves the backslash to it: `obj\Release` fails, and `bin\Debug` leaves out `bin/ebug`.
    private static func escape(_ scalar: Unicode.Scalar) -> State? {
        if canBeEscaped(scalar) { return .scalar(scalar) }
        let isNegated = scalar.properties.isUppercase
        switch scalar {
        case "a": return .scalar("\u{7}")
        case "f": return .scalar("\u{C}")
        case "n": return .scalar("\n")
        case "r": return .scalar("\r")
        case "t": return .scalar("\t")
        case "v": return .scalar("\u{B}")
        case "d", "D": return .scalars(["0"..."9"], isNegated: isNegated)
        case "s", "S": return .scalars(["\t"..."\n", "\u{C}"..."\r", " "..." "], isNegated: isNegated)
        case "w", "W": return .scalars(["0"..."9", "A"..."Z", "_"..."_", "a"..."z"], isNegated: isNegated)
        default: return nil
        }
    }

    private static func canBeEscaped(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && !scalar.properties.isAlphabetic && !("0"..."9").contains(scalar)
    }

    /// Whether a text has characters that are special in patterns.
    package static func isPattern(_ text: String) -> Bool { text.utf8.contains { "*?[".utf8.contains($0) } }

    /// - Parameter path: the components of a path.
    /// - Returns: whether the pattern means the path itself.
    package func matches(_ path: [String]) -> Bool { matchedDepths(of: path).last ?? states.isEmpty }

    /// - Parameter path: the components of a path.
    /// - Returns: for the first component, the first two and so on whether the pattern means that path.
    func matchedDepths(of path: [String]) -> [Bool] {
        var active = [Bool](repeating: false, count: states.count + 1)
        active[0] = true
        var result: [Bool] = []
        for (depth, component) in path.enumerated() {
            if depth > 0 { active = step(active, "/") }
            for scalar in component.unicodeScalars { active = step(active, scalar) }
            result.append(closed(active)[states.count])
        }
        return result
    }

    // MARK: The automaton

    /// The places that are reached without reading anything.
    private func closed(_ active: [Bool]) -> [Bool] {
        var active = active
        for place in states.indices where active[place] {
            switch states[place] {
            case .star, .all: active[place + 1] = true
            case .folders:
                active[place + 1] = true
                active[place + 2] = true
            case .scalar, .any, .scalars, .withinFolders: break
            }
        }
        return active
    }

    private func step(_ active: [Bool], _ scalar: Unicode.Scalar) -> [Bool] {
        let active = closed(active)
        var next = [Bool](repeating: false, count: active.count)
        for place in states.indices where active[place] {
            switch states[place] {
            case .scalar(let wanted): if scalar == wanted { next[place + 1] = true }
            case .any: if scalar != "/" { next[place + 1] = true }
            case .scalars(let ranges, let isNegated):
                if ranges.contains(where: { $0.contains(scalar) }) != isNegated { next[place + 1] = true }
            case .star: if scalar != "/" { next[place] = true }
            case .all: next[place] = true
            case .folders: break
            case .withinFolders:
                next[place] = true
                if scalar == "/" { next[place + 1] = true }
            }
        }
        return next
    }

    /// - Parameters:
    ///   - text: what follows a `[`.
    ///   - mayEscapeAll: whether a backslash may stand before any character.
    /// - Returns: the class, and what follows it; nil when it is none.
    private static func scalars(
        _ text: Substring.UnicodeScalarView, mayEscapeAll: Bool
    ) -> (State, Substring.UnicodeScalarView)? {
        var rest = text
        let isNegated = rest.first == "^"
        if isNegated { rest.removeFirst() }
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        while rest.first != "]" || ranges.isEmpty {
            guard let low = end(&rest, mayEscapeAll) else { return nil }
            var high = low
            if rest.first == "-" {
                rest.removeFirst()
                guard let found = end(&rest, mayEscapeAll) else { return nil }
                high = found
            }
            guard low <= high else { return nil }
            ranges.append(low...high)
        }
        rest.removeFirst()
        return (.scalars(ranges, isNegated: isNegated), rest)
    }

    /// One end of a range.
    private static func end(
        _ rest: inout Substring.UnicodeScalarView, _ mayEscapeAll: Bool
    ) -> Unicode.Scalar? {
        guard let scalar = rest.popFirst(), scalar != "-", scalar != "]" else { return nil }
        guard scalar == "\\" else { return scalar }
        guard let escaped = rest.popFirst(), mayEscapeAll || canBeEscaped(escaped) else { return nil }
        return escaped
    }
}

extension Failure.Code {
    /// A pattern for paths makes no sense.
    package static let invalidPattern = Self("invalid-pattern", .input)
}
