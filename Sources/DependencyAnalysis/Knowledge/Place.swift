import ScanModel

/// Where a file declares something, kept for a finding when the file itself is gone.
struct Place: Sendable {
    let file: String
    let line: Int
    let column: Int?
    let snippet: String

    init(_ text: SourceText, at offset: Int) {
        let offset = min(max(offset, 0), text.bytes.count)
        file = text.path
        line = text.line(at: offset)
        column = text.column(at: offset)
        snippet = text.snippet(at: offset)
    }
}
