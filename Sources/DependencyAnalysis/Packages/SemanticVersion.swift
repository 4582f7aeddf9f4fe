/// A version as semantic versioning orders it (semver.org 2.0.0); missing numbers count as zero.
struct SemanticVersion: Comparable, Sendable {
    private let numbers: [Int]
    private let prerelease: [Substring]

    private static let longest = 128

    /// - Parameter text: `1.2.3`, `v1.2`, `1.2.3-rc.1+build`.
    /// - Returns: nil when it is no version.
    init?(_ text: some StringProtocol) {
        guard text.utf8.count <= Self.longest else { return nil }
        let plain = Substring(text).drop { $0 == "v" || $0 == "=" || $0 == " " }.prefix { $0 != "+" }
        let parts = plain.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        let numbers = (parts.first ?? "").split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        guard !numbers.isEmpty, numbers.count < 6, numbers.allSatisfy({ $0 != nil }) else { return nil }
        self.init(numbers: numbers.compactMap { $0 }, prerelease: parts.count > 1 ? parts[1].split(separator: ".") : [])
    }

    init(numbers: [Int], prerelease: [Substring] = []) {
        self.numbers = numbers
        self.prerelease = prerelease
    }

    func number(_ index: Int) -> Int { index < numbers.count ? numbers[index] : 0 }

    /// The first version in which the number at an index is higher.
    func next(_ index: Int) -> SemanticVersion {
        SemanticVersion(numbers: (0...index).map { number($0) &+ ($0 == index ? 1 : 0) })
    }

    static func == (left: Self, right: Self) -> Bool { !(left < right) && !(right < left) }

    static func < (left: Self, right: Self) -> Bool {
        for index in 0..<max(left.numbers.count, right.numbers.count)
        where left.number(index) != right.number(index) { return left.number(index) < right.number(index) }
        // What comes before a release is less than the release.
        if left.prerelease.isEmpty || right.prerelease.isEmpty {
            return !left.prerelease.isEmpty && right.prerelease.isEmpty
        }
        for (one, other) in zip(left.prerelease, right.prerelease) where one != other {
            switch (Int(one), Int(other)) {
            case (let one?, let other?): return one < other
            case (_?, nil): return true
            case (nil, _?): return false
            case (nil, nil): return one < other
            }
        }
        return left.prerelease.count < right.prerelease.count
    }
}
