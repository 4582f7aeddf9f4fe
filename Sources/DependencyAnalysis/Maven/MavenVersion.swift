import ScanModel

/// A version as Maven compares it: `1.0-alpha` < `1.0` = `1.0.Final` < `1.0-sp` < `1.0.1` < `1.10`.
///
/// Source: Maven's POM reference, "Version Order Specification", and `ComparableVersion`.
struct MavenVersion: Comparable, Sendable {
    private indirect enum Item: Sendable {
        /// Digits without leading zeros: as text, because they may be more than an `Int` holds.
        case number(String)
        case qualifier(String)
        case list([Item])
    }

    private let items: [Item]

    private static let longest = 128
    private static let qualifiers = ["alpha", "beta", "milestone", "rc", "snapshot", "", "sp"]
    private static let aliases = ["ga": "", "final": "", "release": "", "cr": "rc"]
    private static let shortForms: [String: String] = ["a": "alpha", "b": "beta", "m": "milestone"]

    /// - Returns: nil when the text is empty, too long, or a range of versions.
    init?(_ text: String) {
        guard !text.isEmpty, text.utf8.count <= Self.longest, !text.contains(where: { "[](),$ ".contains($0) }) else {
            return nil
        }
        items = Self.parse(Array(text.lowercased()))
    }

    static func < (left: Self, right: Self) -> Bool { compare(.list(left.items), .list(right.items)) < 0 }
    static func == (left: Self, right: Self) -> Bool { compare(.list(left.items), .list(right.items)) == 0 }

    private static func parse(_ text: [Character]) -> [Item] {
        // Each hyphen, and each change between digits and letters, opens a list inside the current one.
        var lists: [[Item]] = [[]]
        var token = ""
        func add(beforeDigit: Bool = false) {
            lists[lists.count - 1].append(item(token, beforeDigit: beforeDigit))
            token = ""
        }
        for character in text {
            if character == "." || character == "-" {
                add()
                if character == "-" { lists.append([]) }
                continue
            }
            if let last = token.last, isDigit(last) != isDigit(character) {
                // "1.0.x1" is read as "1.0-x1".
                if isDigit(character), lists.last?.isEmpty == false { lists.append([]) }
                add(beforeDigit: isDigit(character))
                lists.append([])
            }
            token.append(character)
        }
        if !token.isEmpty {
            if token.first.map({ !isDigit($0) }) == true, lists.last?.isEmpty == false { lists.append([]) }
            add()
        }
        while lists.count > 1, let inner = lists.popLast() {
            lists[lists.count - 1].append(.list(normalised(inner)))
        }
        return normalised(lists.first ?? [])
    }

    private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

    private static func item(_ token: String, beforeDigit: Bool) -> Item {
        guard let first = token.first else { return .number("0") }
        if isDigit(first) {
            let digits = token.drop { $0 == "0" }
            return .number(digits.isEmpty ? "0" : String(digits))
        }
        let full = beforeDigit ? shortForms[token] ?? token : token
        return .qualifier(aliases[full] ?? full)
    }

    /// Drops what says nothing at the end: `1.0.0` is `1`.
    private static func normalised(_ items: [Item]) -> [Item] {
        var result = items
        for index in items.indices.reversed() {
            if isNull(result[index]) {
                result.remove(at: index)
            } else if case .list = result[index] {
                continue
            } else {
                break
            }
        }
        return result
    }

    private static func isNull(_ item: Item) -> Bool {
        switch item {
        case .number(let digits): digits == "0"
        case .qualifier(let name): name.isEmpty
        case .list(let items): items.isEmpty
        }
    }

    /// - Returns: negative, zero or positive; a missing item is compared as "nothing more follows".
    private static func compare(_ left: Item?, _ right: Item?) -> Int {
        switch (left, right) {
        case (nil, nil): 0
        case (nil, let right?): -compare(right, nil)
        case (.number(let digits)?, nil): digits == "0" ? 0 : 1
        case (.qualifier(let name)?, nil): order(rank(name), rank(""))
        case (.list(let items)?, nil): items.lazy.map { compare($0, nil) }.first { $0 != 0 } ?? 0
        case (.number(let one)?, .number(let other)?):
            one.count == other.count ? order(one, other) : order(one.count, other.count)
        case (.number?, _): 1
        case (_, .number?): -1
        case (.qualifier(let one)?, .qualifier(let other)?): order(rank(one), rank(other))
        case (.qualifier?, .list?): -1
        case (.list?, .qualifier?): 1
        case (.list(let one)?, .list(let other)?): compare(one, other)
        }
    }

    private static func compare(_ left: [Item], _ right: [Item]) -> Int {
        for index in 0..<max(left.count, right.count) {
            let result = compare(
                index < left.count ? left[index] : nil, index < right.count ? right[index] : nil)
            if result != 0 { return result }
        }
        return 0
    }

    private static func order<Value: Comparable>(_ left: Value, _ right: Value) -> Int {
        left < right ? -1 : left > right ? 1 : 0
    }

    /// Unknown qualifiers come after the known ones, by their letters.
    private static func rank(_ name: String) -> String {
        qualifiers.firstIndex(of: name).map { String($0) } ?? "\(qualifiers.count)-\(name)"
    }
}
