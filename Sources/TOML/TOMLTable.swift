/// A TOML table: named values in the order in which the file has them.
package struct TOMLTable: Sendable {
    /// A name and its value.
    package struct Member: Sendable {
        package let name: String
        /// Where the name stands in the file, in bytes.
        package let offset: Int
        /// The line of the name, from 1.
        package let line: Int
        package let value: TOMLValue
    }

    /// In the order of their first appearance.
    package let members: [Member]
    private let places: [String: Int]

    init(_ members: [Member]) {
        self.members = members
        var places: [String: Int] = [:]
        for (place, member) in members.enumerated() { places[member.name] = place }
        self.places = places
    }

    /// The value of a name.
    package subscript(name: String) -> TOMLValue? { places[name].map { members[$0].value } }

    /// The value at the end of a path of tables.
    package subscript(path first: String, rest: String...) -> TOMLValue? {
        rest.reduce(self[first]) { $0?[$1] }
    }
}
