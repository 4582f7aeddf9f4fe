/// A TOML value that knows where it stands.
package struct TOMLValue: Sendable {
    /// What the value is.
    package enum Content: Sendable {
        case text(String)
        case boolean(Bool)
        /// Numbers, dates and times, as they are written.
        case bare(String)
        case array([TOMLValue])
        case table(TOMLTable)
    }

    package let content: Content
    /// Where the value begins in the file, in bytes.
    package let offset: Int
    /// The line on which it begins, from 1.
    package let line: Int

    /// The text between quotes; nil for every other value.
    package var text: String? { if case .text(let text) = content { text } else { nil } }

    /// A truth value; nil for every other value.
    package var boolean: Bool? { if case .boolean(let value) = content { value } else { nil } }

    /// The values of an array; empty for every other value.
    package var elements: [TOMLValue] { if case .array(let elements) = content { elements } else { [] } }

    /// A table; nil for every other value.
    package var table: TOMLTable? { if case .table(let table) = content { table } else { nil } }

    /// The texts of an array of texts.
    package var texts: [String] { elements.compactMap { $0.text } }

    /// The tables of an array of tables, `[[name]]`; a table alone is one of them.
    package var tables: [TOMLTable] { table.map { [$0] } ?? elements.compactMap { $0.table } }

    /// The member of a table; nil when this is none, or has no such member.
    package subscript(name: String) -> TOMLValue? { table?[name] }
}
