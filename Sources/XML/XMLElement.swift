import Reporting

/// An element of a small XML document.
package struct XMLElement: Sendable {
    package let name: String
    package let attributes: [String: String]
    package let line: Int
    /// Where its `<` stands, in bytes.
    package let offset: Int
    package private(set) var text = ""
    package private(set) var children: [XMLElement] = []

    private static let deepest = 100
    private static let most = 200_000

    private init(_ tag: XMLScanner.Tag) {
        name = tag.name
        attributes = tag.attributes
        line = tag.line
        offset = tag.offset
    }

    /// - Returns: the root of a document.
    /// - Throws: ``Failure`` with code `invalid-input` when it is not well-formed, too deep or too big.
    package static func parse(_ bytes: [UInt8]) throws(Failure) -> XMLElement {
        var scanner = XMLScanner(bytes)
        let document = XMLScanner.Tag(name: "", attributes: [:], line: 1, offset: 0, isEmpty: false)
        var open = [XMLElement(document)]
        var count = 0
        while let token = try scanner.next() {
            switch token {
            case .text(let text): open[open.count - 1].text += text
            case .start(let tag):
                count += 1
                guard open.count <= deepest, count <= most else {
                    throw Failure(.invalidInput, "line \(tag.line): too many elements, or nested too deep")
                }
                open.append(XMLElement(tag))
                if tag.isEmpty { close(&open) }
            case .end(let name):
                guard open.count > 1, open[open.count - 1].name == name else {
                    throw Failure(.invalidInput, "line \(scanner.line): </\(name)> closes nothing")
                }
                close(&open)
            }
        }
        guard open.count == 1, let root = open[0].children.first else {
            throw Failure(.invalidInput, "line \(scanner.line): an element is not closed, or there is none")
        }
        return root
    }

    private static func close(_ open: inout [XMLElement]) {
        let last = open.removeLast()
        open[open.count - 1].children.append(last)
    }

    /// The elements at a path of names below this one.
    package func elements(_ path: String...) -> [XMLElement] {
        path.reduce([self]) { level, name in level.flatMap { $0.children.filter { $0.name == name } } }
    }

    /// The first child of a name.
    package func child(_ name: String) -> XMLElement? { children.first { $0.name == name } }

    /// The trimmed text of the first child of a name; nil when there is none or it is empty.
    package func value(_ child: String) -> String? { self.child(child)?.trimmed }

    /// The text without the spaces around it; nil when nothing is left.
    package var trimmed: String? {
        let end = text.reversed().drop { $0.isWhitespace }.reversed()
        let result = String(String(end).drop { $0.isWhitespace })
        return result.isEmpty ? nil : result
    }

    /// All elements of a name, at any depth.
    package func descendants(_ name: String) -> [XMLElement] {
        children.flatMap { ($0.name == name ? [$0] : []) + $0.descendants(name) }
    }
}
