/// Which names of a program hold the architecture of the machine, and which list architectures.
package struct MachineNames: Sendable {
    /// What a list or table of architectures knows.
    struct Collection: Sendable {
        let namesARM64: Bool
        /// Where it stands.
        let range: Range<Int>
    }

    /// How to ask for the machine's architecture.
    private let probes: [String]
    private var names: [String] = []
    private var collections: [(name: String, value: Collection)] = []
    /// Settings of a build with their defaults.
    private var options: [String: Bool]
    /// Whether the program asks for the machine's architecture, or looks something up in a table of architectures.
    package private(set) var areTold = false
    /// Where it does, and where names that hold the answer stand; nil when there are too many.
    private var places: [Int]? = []

    /// A program that asks oftener is read as far as this.
    private static let placeLimit = 64
    private static let nameLimit = 32
    private static let reach = 2048

    /// - Parameters:
    ///   - code: a program without comments.
    ///   - probes: how its language asks for the machine's architecture.
    ///   - options: settings of a build with their defaults.
    package init(code: [UInt8], probes: [String], options: [String: Bool] = [:]) {
        self.probes = probes
        self.options = options
        guard !probes.isEmpty else { return }
        findCollections(code)
        let asked = probes.flatMap { code.indices(of: $0, in: 0..<code.count) }.sorted()
        areTold = !asked.isEmpty || !collections.isEmpty
        addNames(at: asked, code)
        var index = 0
        while index < names.count, index < Self.nameLimit {
            addNames(at: code.indices(ofName: names[index], in: 0..<code.count), code)
            index += 1
        }
        addLookups(code)
    }

    private mutating func addNames(at found: [Int], _ code: [UInt8]) {
        places = found.count > Self.placeLimit ? nil : places.map { $0 + found }
        for place in found.prefix(Self.placeLimit) { addName(at: place, code) }
    }

    /// How far from its question the answer stands in a condition.
    private static let conditionReach = 512

    /// Whether x86 or arm64 is named near a question, or a table lists them: conditions that name neither, and tests for
    /// other processors, refuse none of the two. Branches of a `case` may stand anywhere: they are not looked for.
    package func mayTellApart(_ code: [UInt8]) -> Bool {
        guard collections.isEmpty, let places else { return true }
        return places.contains { place in
            let near = code[max(0, place - Self.conditionReach)..<min(code.count, place + Self.conditionReach)]
            let words = ConditionWords(near)
            return words.namesArchitecture || words.namesInstructionSet
        }
    }

    /// Where the program asks for the machine, or uses a name that holds the answer, in ascending order; nil when there are
    /// too many of them, or tables of architectures.
    package var questions: [Int]? { collections.isEmpty ? places?.sorted() : nil }

    /// Whether a part of a program asks for the machine's architecture.
    package func asksMachine(_ range: Range<Int>, in code: [UInt8]) -> Bool {
        probes.contains { code.contains($0, in: range) }
            || names.contains { !code.indices(ofName: $0, in: range).isEmpty }
    }

    /// The table that a part of a program looks something up in.
    func collection(in range: Range<Int>, of code: [UInt8]) -> Collection? {
        collections.first { !code.indices(ofName: $0.name, in: range).isEmpty }?.value
    }

    /// The tables of a program, with their names.
    package var tables: [(name: String, namesARM64: Bool, range: Range<Int>)] {
        collections.map { ($0.name, $0.value.namesARM64, $0.value.range) }
    }

    /// A setting that is asked for: off is off, and on can be turned off.
    func option(in range: Range<Int>, of code: [UInt8]) -> Reach? {
        guard !options.isEmpty, let isOn = options[code.text(code.trimmed(range))] else { return nil }
        return Reach(isOn ? .unknown : .no)
    }

    /// `NAME = …probe…`, `const { arch } = process`, and the function that returns a probe.
    private mutating func addName(at place: Int, _ code: [UInt8]) {
        let line = Self.line(around: place, code)
        // "const { platform, arch } = process"
        if code[place] == UInt8(ascii: "}") {
            for name in ["arch", "machine"] where !code.indices(ofName: name, in: line.lowerBound..<place).isEmpty {
                add(name)
            }
        }
        if let name = Self.assigned(line.lowerBound..<place, code) { return add(name) }
        let start = code.skippingSpaces(line.lowerBound, to: place)
        if code.hasWord("return", at: start), let name = Self.function(before: start, code) { add(name) }
    }

    private mutating func add(_ name: String) {
        guard !names.contains(name), names.count < Self.nameLimit else { return }
        names.append(name)
    }

    private static func line(around place: Int, _ code: [UInt8]) -> Range<Int> {
        let start = code[max(0, place - reach)..<place].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 }
        let end = code[place...].prefix(reach).firstIndex(of: UInt8(ascii: "\n"))
        return (start ?? max(0, place - reach))..<(end ?? min(code.count, place + reach))
    }

    /// The name before the `=` in a piece of a line that ends where the value begins.
    private static func assigned(_ range: Range<Int>, _ code: [UInt8]) -> String? {
        for index in range where code[index] == UInt8(ascii: "=") || code.has("<-", at: index) {
            let next = code.byte(at: index + 1)
            let before = index > range.lowerBound ? code[index - 1] : 0
            guard next != UInt8(ascii: "="), next != UInt8(ascii: "~"), next != UInt8(ascii: ">"),
                !"=!<>~".utf8.contains(before)
            else { return nil }
            // A condition or a call with "=" in it is no assignment.
            let left = code[range.lowerBound..<index]
            guard !left.contains(UInt8(ascii: "(")), !left.contains(UInt8(ascii: "\"")) else { return nil }
            return name(endingAt: index, from: range.lowerBound, code)
        }
        return nil
    }

    /// The name that stands before an offset, over spaces, `:` of `:=` and the type of `name: Type =`.
    private static func name(endingAt offset: Int, from start: Int, _ code: [UInt8]) -> String? {
        var left = code[start..<offset]
        if let colon = left.firstIndex(of: UInt8(ascii: ":")), code.byte(at: colon + 1) != UInt8(ascii: ":") {
            left = left[..<colon]
        }
        while let last = left.last, !Array.isNameByte(last) { left = left.dropLast() }
        let name = left.suffix(while: { Array.isNameByte($0) })
        return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
    }

    private static let functionWords = ["def", "function", "fun", "sub"]

    /// The function whose head stands last before an offset.
    private static func function(before offset: Int, _ code: [UInt8]) -> String? {
        let range = max(0, offset - reach)..<offset
        let heads = functionWords.flatMap { word in
            code.indices(ofName: word, in: range).map { $0 + word.utf8.count }
        }
        guard let head = heads.max() else { return nil }
        let name = code.name(at: code.skippingSpaces(head, to: offset))
        return name.isEmpty ? nil : code.text(name)
    }

    // MARK: - Tables

    private static let tableWords = ["x86_64", "amd64", "AMD64", "x64", "x86-64"]
    private static let tableSearch = LiteralSet(tableWords)

    private mutating func findCollections(_ code: [UInt8]) {
        guard Self.tableSearch.occurs(in: code) else { return }
        let places = Self.tableWords.flatMap { code.indices(of: $0, in: 0..<code.count) }.sorted().prefix(
            Self.placeLimit)
        for place in places {
            if collections.last.map({ $0.value.range.contains(place) }) == true { continue }
            guard let (name, open) = Self.table(around: place, code) else { continue }
            let close = code.closingBracket(of: open, to: min(code.count, open + 4 * Self.reach)) ?? place
            let range = open..<max(open, close)
            let value = Collection(namesARM64: Self.knowsARM64(range, code), range: range)
            collections.append((name, value))
        }
    }

    /// Whether a table has an entry for arm64 that is not one for another system: `("Darwin", "arm64"): …`.
    private static func knowsARM64(_ range: Range<Int>, _ code: [UInt8]) -> Bool {
        guard ConditionWords(code[range]).namesARM64 else { return false }
        let pairs = ["(\"Darwin\", ", "('Darwin', ", "(\"Windows\", ", "('Windows', "].flatMap {
            code.indices(of: $0, in: range)
        }
        guard !pairs.isEmpty, code.contains("Linux", in: range) else { return true }
        // Without what is said of those systems up to the end of each entry.
        var rest: [UInt8] = []
        var read = range.lowerBound
        for pair in pairs.sorted() where pair >= read {
            rest += code[read..<pair]
            let close = code.closingBracket(of: pair, to: range.upperBound) ?? pair
            read = code[close..<range.upperBound].firstIndex(of: UInt8(ascii: ",")) ?? range.upperBound
        }
        rest += code[read..<range.upperBound]
        return ConditionWords(rest[...]).namesARM64
    }

    /// The outermost bracket around an offset that is assigned to a name.
    private static func table(around place: Int, _ code: [UInt8]) -> (String, Int)? {
        var depth = 0
        var found: (String, Int)?
        var index = place - 1
        while index >= 0, index > place - reach {
            switch code[index] {
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth += 1
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
                depth -= 1
                if depth < 0 {
                    depth = 0
                    guard let name = assignedTable(before: index, code) else { break }
                    found = (name, index)
                }
            case UInt8(ascii: ";") where depth == 0: return found
            default: break
            }
            index -= 1
        }
        return found
    }

    private static func assignedTable(before open: Int, _ code: [UInt8]) -> String? {
        let line = line(around: open, code)
        guard let name = assigned(line.lowerBound..<open, code) else { return nil }
        // "x = f(…" may be any call; these make tables.
        let value = code.text(line.lowerBound..<open).split(separator: "=").last?.filter { !$0.isWhitespace } ?? ""
        let makers = [
            "", "newSet(", "newMap(", "Object.freeze(", "frozenset(", "set(", "dict(", "Map.of", "Set.of", "List.of",
            "Arrays.asList", "listOf", "setOf", "mapOf", "array", "newSet", "newMap", "Set", "Map", "List", "c", "%w",
            "frozenset", "set", "dict", "Object.freeze", "Immutable", "{", "[",
        ]
        return makers.contains(value) || value.hasPrefix("new") ? name : nil
    }

    /// `target = TABLE[arch]`: the name stands for whether the table knows the architecture.
    private mutating func addLookups(_ code: [UInt8]) {
        for (name, value) in collections {
            for place in code.indices(ofName: name, in: 0..<code.count).prefix(Self.placeLimit) {
                let line = Self.line(around: place, code)
                guard !value.range.contains(place), asksMachine(place..<line.upperBound, in: code),
                    let target = Self.assigned(line.lowerBound..<place, code), target != name
                else { continue }
                collections.append((target, value))
                // The name holds what was found, not the architecture.
                names.removeAll { $0 == target }
            }
        }
    }
}

extension ArraySlice where Element == UInt8 {
    fileprivate func suffix(while predicate: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        var start = endIndex
        while start > startIndex, predicate(self[start - 1]) { start -= 1 }
        return self[start...]
    }
}
