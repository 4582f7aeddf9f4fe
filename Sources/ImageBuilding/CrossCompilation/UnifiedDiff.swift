/// The difference of two texts, as `diff -u` prints it and `patch` reads it.
///
/// Source: POSIX.1-2024, diff, "Diff -u or -U Output Format".
public struct UnifiedDiff: Sendable {
    /// The text; empty when there is no difference.
    public let text: String

    private static let context = 3

    /// - Parameters:
    ///   - old: the file as it is.
    ///   - new: as it would be.
    ///   - name: the file's name.
    public init(from old: String, to new: String, name: String) {
        let before = Self.lines(old)
        let after = Self.lines(new)
        let difference = after.difference(from: before)
        guard !difference.isEmpty else {
            text = ""
            return
        }
        var removed: Set<Int> = []
        var added: Set<Int> = []
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        // Both files line by line, what goes before what comes.
        var rows: [(mark: Character, line: Substring, old: Int, new: Int)] = []
        var (old, new) = (0, 0)
        while old < before.count || new < after.count {
            if old < before.count, removed.contains(old) {
                rows.append(("-", before[old], old, new))
                old += 1
            } else if new < after.count, added.contains(new) {
                rows.append(("+", after[new], old, new))
                new += 1
            } else {
                rows.append((" ", before[old], old, new))
                old += 1
                new += 1
            }
        }
        var result = "--- a/\(name)\n+++ b/\(name)\n"
        for hunk in Self.hunks(rows.map(\.mark)) {
            let part = rows[hunk]
            let counts = (part.count { $0.mark != "+" }, part.count { $0.mark != "-" })
            let first = rows[hunk.lowerBound]
            result += "@@ -\(Self.range(first.old, counts.0)) +\(Self.range(first.new, counts.1)) @@\n"
            for row in part {
                result += "\(row.mark)\(row.line)"
                if row.line.last?.isNewline != true { result += "\n\\ No newline at end of file\n" }
            }
        }
        text = result
    }

    /// The lines with their endings.
    private static func lines(_ text: String) -> [Substring] {
        var lines: [Substring] = []
        var rest = text[...]
        while let end = rest.firstIndex(where: { $0 == "\n" || $0 == "\r\n" }) {
            let next = rest.index(after: end)
            lines.append(rest[..<next])
            rest = rest[next...]
        }
        if !rest.isEmpty { lines.append(rest) }
        return lines
    }

    /// The rows that are shown together.
    private static func hunks(_ marks: [Character]) -> [Range<Int>] {
        var hunks: [Range<Int>] = []
        for index in marks.indices where marks[index] != " " {
            let range = max(0, index - context)..<min(marks.count, index + context + 1)
            if let last = hunks.last, last.upperBound >= range.lowerBound {
                hunks[hunks.count - 1] = last.lowerBound..<range.upperBound
            } else {
                hunks.append(range)
            }
        }
        return hunks
    }

    private static func range(_ start: Int, _ count: Int) -> String {
        "\(count == 0 ? start : start + 1)" + (count == 1 ? "" : ",\(count)")
    }
}
