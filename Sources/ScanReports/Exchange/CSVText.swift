/// Rows of text as RFC 4180 has them, which no spreadsheet takes for formulas.
package enum CSVText {
    /// - Parameter rows: the cells of each row.
    /// - Returns: the text, each row ended by CR and LF.
    package static func text(_ rows: [[String]]) -> String {
        rows.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
    }

    private static func cell(_ text: String) -> String {
        var cell = Printable.text(text)
        // A spreadsheet takes these for the beginning of a formula; an apostrophe makes it text.
        if let first = cell.first, "=+-@".contains(first) { cell = "'" + cell }
        guard cell.contains(where: { ",\"".contains($0) }) else { return cell }
        return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
