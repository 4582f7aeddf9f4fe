import Reporting
import ScanModel

/// Takes away the findings that comments beside them say to ignore.
package enum InlineIgnores {
    /// A comment that ignores without saying why.
    package static let rule = Rule(
        id: "ignore-without-reason", title: "A finding is ignored and nobody says why", area: .source,
        severity: .note, effort: .minutes,
        why: """
            The comment hides a finding about arm64. Without a reason, nobody can tell later whether it still may.
            """,
        remedy: "say why behind the rule's name",
        before: "// mixarch:ignore x86-intrinsics",
        after: "// mixarch:ignore x86-intrinsics this file is only built for the amd64 appliance")

    /// How far down a file may say what it ignores as a whole.
    private static let headLines = 20
    /// How many comments may stand one below the other, above the line that they are about.
    private static let stackedComments = 20

    /// - Parameters:
    ///   - findings: in any order.
    ///   - read: gives the bytes of a file by its path in the findings; nil when it can't be read again. Called once
    ///     for each file with findings at a line.
    /// - Returns: the findings that stay, with a note for each comment that ignores without a reason, and how many
    ///   were taken away.
    package static func apply(
        to findings: [Finding], read: (_ path: String) -> [UInt8]?
    ) -> (kept: [Finding], ignored: Int) {
        var kept: [Finding] = []
        var notes: Set<Finding> = []
        var files: [String: File] = [:]
        for finding in findings {
            guard let line = finding.line else {
                kept.append(finding)
                continue
            }
            let file = files[finding.file] ?? File(path: finding.file, bytes: read(finding.file))
            files[finding.file] = file
            if let comment = file.comment(about: finding.rule, at: line) {
                if comment.comment.reason.isEmpty { notes.insert(file.note(comment)) }
            } else {
                kept.append(finding)
            }
        }
        return (kept + notes.sorted(), findings.count - kept.count)
    }

    private struct Placed {
        let comment: IgnoreComment
        let line: Int
        let column: Int
    }

    /// A file's comments, by line.
    private struct File {
        private var text: SourceText?
        private var comments: [Int: Placed] = [:]
        private var whole: [Placed] = []

        init(path: String, bytes: [UInt8]?) {
            guard let bytes, bytes.contains(IgnoreComment.marker, in: 0..<bytes.count) else { return }
            let text = SourceText(path: path, bytes: bytes)
            self.text = text
            var last = 0
            for offset in bytes.indices(of: IgnoreComment.marker, in: 0..<bytes.count) {
                let line = text.line(at: offset)
                // The first one of a line counts: a line may be as long as the file.
                guard line != last else { continue }
                last = line
                guard let comment = IgnoreComment(line: bytes[text.range(ofLine: line)])
                else { continue }
                let placed = Placed(comment: comment, line: line, column: text.column(at: offset) ?? 1)
                comments[line] = placed
                if comment.isForFile, line <= InlineIgnores.headLines { whole.append(placed) }
            }
        }

        func comment(about rule: String, at line: Int) -> Placed? {
            guard text != nil else { return nil }
            if let placed = whole.first(where: { $0.comment.rules.contains(rule) }) { return placed }
            if let placed = comments[line], !placed.comment.isForFile, placed.comment.rules.contains(rule) {
                return placed
            }
            for distance in 1...InlineIgnores.stackedComments {
                guard let placed = comments[line - distance], placed.comment.isAlone else { return nil }
                if !placed.comment.isForFile, placed.comment.rules.contains(rule) { return placed }
            }
            return nil
        }

        func note(_ placed: Placed) -> Finding {
            let offset = text?.range(ofLine: placed.line).lowerBound ?? 0
            return Finding(
                rule: InlineIgnores.rule.id, severity: InlineIgnores.rule.severity, file: text?.path ?? "",
                line: placed.line, column: placed.column, snippet: text?.snippet(at: offset),
                message: "this comment hides \(placed.comment.rules.joined(separator: ", ")) and gives no reason",
                remedy: InlineIgnores.rule.remedy)
        }
    }
}
