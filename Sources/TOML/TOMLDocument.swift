import Reporting

/// A TOML file (toml.io 1.0, and what 1.1 allows besides: newlines in inline tables), with the place of every value.
package enum TOMLDocument {
    /// Reads a whole file.
    /// - Parameter bytes: the file.
    /// - Throws: ``Failure`` with code `invalid-input` and the line when it is no TOML.
    package static func read(_ bytes: [UInt8]) throws(Failure) -> TOMLTable {
        let text = TOMLText(bytes)
        let root = TOMLNode(offset: 0)
        var current = root
        var reader = TOMLReader(text)
        while let byte = try reader.nextStatement() {
            if byte == UInt8(ascii: "[") {
                let header = try reader.header()
                current = try root.open(header.keys, isArray: header.isArray, reader)
            } else {
                let keys = try reader.keys()
                try reader.expect(UInt8(ascii: "="), "an equals sign is missing")
                try current.assign(keys, try reader.value(), reader)
            }
            try reader.endStatement()
        }
        return root.table(text)
    }
}
