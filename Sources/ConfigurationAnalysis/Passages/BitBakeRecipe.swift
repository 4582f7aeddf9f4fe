import ScanModel

/// A recipe of BitBake (Yocto), whose settings can be for some machines only.
struct BitBakeRecipe: Sendable {
    private let text: SourceText
    private let code: [UInt8]
    /// Whether all of it is for some machines, or makes a tool for the one that builds.
    private let isLimited: Bool

    /// - Returns: nil for every other file.
    init?(_ text: SourceText, code: [UInt8]) {
        guard ["bb", "bbappend"].contains(FileName(path: text.path).ending) else { return nil }
        self.text = text
        self.code = code
        let path = text.path.lowercased()
        isLimited =
            ["native", "cross", "sdk", "x86"].contains { path.contains($0) }
            || code.containsAny(Self.limits, in: 0..<code.count)
    }

    private static let limits = [
        "COMPATIBLE_HOST", "COMPATIBLE_MACHINE", "inherit native", "inherit cross", "nativesdk",
    ]
    private static let overrides = ["x86", "x64", "i686", "i586", "amd64", "intel", "class-", "native", "qemu", "apu"]
    /// No setting is longer.
    private static let most = 200

    /// Whether what is set at a place is not for every machine.
    func choosesMachine(at offset: Int) -> Bool {
        if isLimited { return true }
        var line = text.line(at: offset)
        let own = line
        while line > 1, own - line < Self.most, isContinued(line - 1) { line -= 1 }
        let head = text.range(ofLine: line).prefix(upTo: SourceText.reach)
        let end = code[head].firstIndex(of: UInt8(ascii: "=")) ?? head.lowerBound
        return code.containsAny(Self.overrides, in: head.lowerBound..<end)
    }

    private func isContinued(_ line: Int) -> Bool {
        let whole = text.range(ofLine: line)
        return code[text.near(whole.upperBound, in: whole)].last { !$0.isASCIISpace } == UInt8(ascii: "\\")
    }
}
