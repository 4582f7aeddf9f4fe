import ScanModel

/// A place in a file, with what a finding shows of it.
struct SourcePlace: Sendable {
    let line: Int
    let column: Int?
    let snippet: String

    init(_ text: SourceText, at offset: Int) {
        line = text.line(at: offset)
        column = text.column(at: offset)
        snippet = text.snippet(at: offset)
    }
}
