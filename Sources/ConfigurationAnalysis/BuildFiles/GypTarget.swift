import ScanModel

/// A target of gyp: the whole file is one statement, in which other targets may be about x86.
enum GypTarget {
    private static let name = "target_name"
    /// What keys say of conditions, and of other systems' tools.
    private static let conditions = ["=", "condition", "xcode", "msvs", "configurations", "direct_dependent"]

    /// Whether a place is in the settings that a target has under no condition, and the target is not named for x86.
    static func isPlain(around place: Int, in build: BuildFile) -> Bool {
        guard case .gyp = build.system,
            let start = build.code.indices(of: name, in: max(0, place - SourceText.reach)..<place).last
        else {
            return false
        }
        let line = build.text.near(start, in: build.text.range(ofLine: build.text.line(at: start)))
        guard !FlagCheck.isSpecific(build.code.text(start..<line.upperBound)) else { return false }
        return build.keys(around: place, in: 0..<build.code.count).allSatisfy { key in
            !build.code.containsAny(conditions, in: key)
        }
    }
}
