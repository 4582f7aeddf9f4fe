/// A tag read as a version: `v1.25.3-alpine3.18` is 1.25.3 of the family `v…-alpine…`.
package struct TagVersion: Hashable, Sendable, Comparable {
    /// The tag as it is written.
    package let tag: String
    /// What is the same in all versions of one family.
    let family: String
    /// The numbers before the suffix.
    let numbers: [Int]
    /// The numbers in the suffix, which decide between equal versions.
    let suffixNumbers: [Int]

    /// - Parameter tag: a tag; nil when it has no number at its beginning.
    package init?(_ tag: String) {
        let prefix = tag.prefix { $0 == "v" || $0 == "V" }
        let rest = tag.dropFirst(prefix.count)
        let core = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let parts = core.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        guard prefix.count <= 1, !core.isEmpty, parts.allSatisfy({ $0 != nil }) else { return nil }
        self.tag = tag
        numbers = parts.compactMap(\.self)
        let suffix = rest.dropFirst(core.count)
        suffixNumbers = suffix.split { !($0.isASCII && $0.isNumber) }.compactMap { Int($0) }
        family = prefix + "0" + Self.withoutNumbers(suffix)
    }

    private static func withoutNumbers(_ text: Substring) -> String {
        var result = ""
        for character in text {
            let isDigit = character.isASCII && character.isNumber
            if !isDigit { result.append(character) } else if result.last != "0" { result.append("0") }
        }
        return result
    }

    package static func < (left: TagVersion, right: TagVersion) -> Bool {
        if left.numbers != right.numbers { return left.numbers.lexicographicallyPrecedes(right.numbers) }
        if left.suffixNumbers != right.suffixNumbers {
            return left.suffixNumbers.lexicographicallyPrecedes(right.suffixNumbers)
        }
        return left.tag < right.tag
    }

    /// - Parameters:
    ///   - own: the tag in use; nil for none, or one that is no version.
    ///   - all: the repository's tags.
    ///   - limit: how many to name.
    /// - Returns: tags worth a look, the newest first: newer ones of the same family, and as precise as the one in use
    ///   where there are such.
    package static func candidates(newerThan own: String?, in all: [String], limit: Int) -> [String] {
        let versions = all.compactMap { TagVersion($0) }
        guard let current = own.flatMap({ TagVersion($0) }) else {
            // A tag that moves (latest, stable) is as new as the newest: plain versions are what may be newer.
            let plain = versions.filter { $0.family == "0" || $0.family == "v0" }.sorted(by: >)
            return Array(plain.map(\.tag).prefix(limit))
        }
        let newer = versions.filter { $0.family == current.family && $0.isNewer(than: current) }.sorted(by: >)
        let asPrecise = newer.filter { $0.numbers.count == current.numbers.count }
        return Array((asPrecise.isEmpty ? newer : asPrecise).map(\.tag).prefix(limit))
    }

    /// `1` and `1.25` are not older than `1.25.3`: they are other names of the newest one of theirs.
    private func isNewer(than other: TagVersion) -> Bool {
        guard self > other else { return false }
        let isSame = zip(numbers, other.numbers).allSatisfy { $0 == $1 } && suffixNumbers == other.suffixNumbers
        return !isSame || numbers.count == other.numbers.count
    }
}
