import Testing

/// A small project and what a scan says of it: a row of a table of cases.
package struct Trap: Sendable, CustomTestStringConvertible {
    /// What is tried, in a few words.
    package let name: String
    /// Texts by path.
    package let files: [String: String]
    /// Each finding as `rule severity file:line`, in a report's order; empty for what must stay silent.
    package let expected: [String]

    package init(_ name: String, _ files: [String: String], _ expected: [String] = []) {
        self.name = name
        self.files = files
        self.expected = expected
    }

    package var testDescription: String { name }
}
