import ScanModel

/// What a `Gemfile.lock` says: gems, and the platforms that they were resolved for.
struct GemfileLock: Sendable {
    /// A gem and the platform that its file is for.
    struct Gem: Sendable {
        let package: DeclaredPackage
        /// `ruby` for one that is compiled where it is installed.
        let platform: String
    }

    private(set) var gems: [Gem] = []
    private(set) var platforms: [String] = []
    /// Where the platforms are listed.
    private(set) var platformsPlace: DeclaredPackage.Place?

    /// Gems that are locked as their files for x86, and neither as source nor as files for arm64.
    var forX86Alone: [DeclaredPackage] {
        let others = Set(
            gems.filter {
                $0.platform == "ruby" || $0.platform.hasPrefix("aarch64-linux") || $0.platform.hasPrefix("arm64-linux")
            }.map { $0.package.name })
        return gems.filter { $0.platform.hasPrefix("x86_64-linux") && !others.contains($0.package.name) }.map {
            $0.package
        }
    }

    init(_ text: SourceText) {
        var section = ""
        var start = 0
        for line in text.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            defer { start = line.endIndex + 1 }
            let spaces = line.prefix { $0 == UInt8(ascii: " ") }.count
            let words = String(decoding: line.prefix(SourceText.reach), as: UTF8.self).split { " \r".contains($0) }
            guard let first = words.first else { continue }
            if spaces == 0 {
                section = String(first)
                if section == "PLATFORMS" { platformsPlace = .init(text, at: start) }
            } else if section == "PLATFORMS" {
                platforms.append(String(first))
            } else if spaces == 4, words.count > 1 {
                add(first, words[1], text, start)
            }
        }
    }

    private mutating func add(_ name: Substring, _ version: Substring, _ text: SourceText, _ offset: Int) {
        // "(1.15.4-x86_64-linux-gnu)"
        let plain = version.filter { !"()".contains($0) }
        let parts = plain.split(separator: "-", maxSplits: 1)
        guard let number = parts.first else { return }
        gems.append(
            Gem(
                package: DeclaredPackage(String(name), version: String(number), at: .init(text, at: offset)),
                platform: parts.count > 1 ? String(parts[1]) : "ruby"))
    }
}
