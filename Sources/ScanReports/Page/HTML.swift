import Reporting

/// Markup that is safe by construction: every text that is put into it is escaped, other markup is not.
package struct HTML: ExpressibleByStringInterpolation, Sendable {
    package let source: String

    package init(stringLiteral value: String) { source = value }

    package init(stringInterpolation: StringInterpolation) { source = stringInterpolation.source }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate(set) var source = ""

        package init(literalCapacity: Int, interpolationCount: Int) { source.reserveCapacity(literalCapacity * 2) }

        package mutating func appendLiteral(_ literal: String) { source += literal }

        /// Text of others, in an element or between the quotes of an attribute.
        package mutating func appendInterpolation(_ text: some StringProtocol) {
            for scalar in Printable.text(text).unicodeScalars {
                switch scalar {
                case "&": source += "&amp;"
                case "<": source += "&lt;"
                case ">": source += "&gt;"
                case "\"": source += "&quot;"
                case "'": source += "&#39;"
                default: source.unicodeScalars.append(scalar)
                }
            }
        }

        /// Lines of text: each is escaped as text is, and stays a line.
        package mutating func appendInterpolation(lines text: String) {
            for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                if index > 0 { source += "\n" }
                appendInterpolation(line)
            }
        }

        package mutating func appendInterpolation(_ number: Int) { source += Plural.grouped(number) }

        package mutating func appendInterpolation(_ markup: HTML) { source += markup.source }

        package mutating func appendInterpolation(_ parts: [HTML]) { for part in parts { source += part.source } }

        package mutating func appendInterpolation(_ markup: HTML?) { source += markup?.source ?? "" }
    }
}
