/// Rows in aligned columns with headings in capitals, as kubectl and docker print them.
public struct Table: Sendable {
    private let headings: [String]
    private var rows: [[String]] = []

    /// - Parameter headings: one for each column.
    public init(_ headings: [String]) {
        self.headings = headings
    }

    /// - Parameter cells: one for each column; empty ones are shown as `-`.
    public mutating func add(_ cells: [String]) {
        rows.append(cells.map { $0.isEmpty ? "-" : $0 })
    }

    /// The table's lines, each ended by a line feed; no spaces at their ends.
    public var text: String {
        let lines = [headings.map { $0.uppercased() }] + rows
        let widths = headings.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return lines.map { line in
            var text = ""
            for (column, cell) in line.enumerated() {
                text += cell
                if column < line.count - 1 { text += String(repeating: " ", count: widths[column] - cell.count + 3) }
            }
            return text + "\n"
        }.joined()
    }
}
