import Reporting

/// A shell's pattern in `${x#pattern}` and its like: `*` is any text, `?` any character, `\` takes the meaning away.
/// Bracket expressions aren't special.
///
/// It is matched piece by piece, the pieces being what stands between the stars: no backtracking, whatever the pattern.
struct ShellPattern {
    private enum Part: Hashable {
        case scalar(Unicode.Scalar)
        case any
    }

    /// A longer one is no pattern that a person wrote.
    private static let longest = 1 << 12

    /// What stands between the stars; never empty.
    private let pieces: [[Part]]

    private init(pieces: [[Part]]) { self.pieces = pieces }

    /// - Throws: ``Failure`` with code `invalid-dockerfile`.
    init(_ text: Substring.UnicodeScalarView) throws(Failure) {
        guard text.count <= Self.longest else { throw WordReader.failure("a pattern in \"${…}\" is too long") }
        var pieces: [[Part]] = [[]]
        var rest = text
        while let scalar = rest.popFirst() {
            switch scalar {
            case "*": pieces.append([])
            case "?": pieces[pieces.count - 1].append(.any)
            case "\\":
                // } and / are escaped for the sake of the braces around the pattern.
                guard let escaped = rest.popFirst(), "*?\\}/".unicodeScalars.contains(escaped) else {
                    throw WordReader.failure(
                        "\"\\\" in the pattern \"\(String(text))\" escapes nothing that is special",
                        hint: "it takes the meaning of * ? \\ } and /")
                }
                pieces[pieces.count - 1].append(.scalar(escaped))
            default: pieces[pieces.count - 1].append(.scalar(scalar))
            }
        }
        self.pieces = pieces
    }

    func trimmingPrefix(of text: String, isLongest: Bool) -> String {
        let scalars = Array(text.unicodeScalars)
        return scalars[prefixLength(of: scalars, isLongest: isLongest)...].text
    }

    func trimmingSuffix(of text: String, isLongest: Bool) -> String {
        let backwards = ShellPattern(pieces: pieces.reversed().map { $0.reversed() })
        let scalars = Array(text.unicodeScalars.reversed())
        return scalars[backwards.prefixLength(of: scalars, isLongest: isLongest)...].reversed().text
    }

    func replacing(in text: String, with replacement: String, isEverywhere: Bool) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = ""
        var position = 0
        while let match = firstMatch(in: scalars, from: position) {
            result += scalars[position..<match.lowerBound].text + replacement
            position = match.upperBound
            guard isEverywhere, position < scalars.count else { break }
            if match.isEmpty {
                result.unicodeScalars.append(scalars[position])
                position += 1
            }
        }
        return result + scalars[position...].text
    }

    // MARK: Matching

    private func prefixLength(of text: [Unicode.Scalar], isLongest: Bool) -> Int {
        guard matches(pieces[0], text, at: 0) else { return 0 }
        return end(of: text, from: 0, isLongest: isLongest) ?? 0
    }

    private func firstMatch(in text: [Unicode.Scalar], from start: Int) -> Range<Int>? {
        guard let start = first(pieces[0], in: text, from: start),
            // What isn't found after this place isn't found after a later one.
            let end = end(of: text, from: start, isLongest: true)
        else { return nil }
        return start..<end
    }

    /// Where a match ends whose first piece is at a place.
    private func end(of text: [Unicode.Scalar], from start: Int, isLongest: Bool) -> Int? {
        var position = start + pieces[0].count
        guard pieces.count > 1, let last = pieces.last else { return position }
        for piece in pieces.dropFirst().dropLast() {
            guard let found = first(piece, in: text, from: position) else { return nil }
            position = found + piece.count
        }
        let found = isLongest ? self.last(last, in: text, from: position) : first(last, in: text, from: position)
        return found.map { $0 + last.count }
    }

    private func first(_ piece: [Part], in text: [Unicode.Scalar], from start: Int) -> Int? {
        guard start + piece.count <= text.count else { return nil }
        return (start...(text.count - piece.count)).first { matches(piece, text, at: $0) }
    }

    private func last(_ piece: [Part], in text: [Unicode.Scalar], from start: Int) -> Int? {
        guard start + piece.count <= text.count else { return nil }
        return (start...(text.count - piece.count)).last { matches(piece, text, at: $0) }
    }

    private func matches(_ piece: [Part], _ text: [Unicode.Scalar], at start: Int) -> Bool {
        guard start + piece.count <= text.count else { return false }
        return zip(piece, text[start...]).allSatisfy { part, scalar in part == .any || part == .scalar(scalar) }
    }
}
