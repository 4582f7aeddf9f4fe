import ScanModel

/// A recipe of BitBake (Yocto), whose settings can be for some machines only.
struct BitBakeRecipe {
    private let source: PassageSource

    /// - Returns: nil for every other file.
    init?(_ source: PassageSource) {
        guard source.kind == .settings, ["bb", "bbappend"].contains(FileName(path: source.text.path).ending) else {
            return nil
        }
        self.source = source
    }

    /// What says that a recipe is for some machines, or makes a tool for the one that builds.
    private static let limits = [
        "COMPATIBLE_HOST", "COMPATIBLE_MACHINE", "inherit native", "inherit cross", "nativesdk",
    ]
    private static let overrides = ["x86", "x64", "i686", "i586", "amd64", "intel", "class-", "native", "qemu", "apu"]

    /// Whether what is set at a place is not for every machine.
    func choosesMachine(at offset: Int) -> Bool {
        let path = source.text.path.lowercased()
        if ["native", "cross", "sdk", "x86"].contains(where: { path.contains($0) })
            || source.code.containsAny(Self.limits, in: 0..<source.code.count)
        {
            return true
        }
        var line = source.text.line(at: offset)
        while line > 1, isContinued(line - 1) { line -= 1 }
        let head = source.text.range(ofLine: line)
        let end = source.code[head].firstIndex(of: UInt8(ascii: "=")) ?? head.lowerBound
        return source.code.containsAny(Self.overrides, in: head.lowerBound..<end)
    }

    private func isContinued(_ line: Int) -> Bool {
        source.code[source.text.range(ofLine: line)].last { !$0.isASCIISpace } == UInt8(ascii: "\\")
    }
}
