import ScanModel

/// The part of a file that has nothing to do with what stands beside it: a choice by architecture there says nothing here.
struct Neighbourhood {
    private let source: PassageSource

    private static let workspaces: NameSet = ["workspace", "workspace.bazel", "module.bazel"]
    /// No task and no rule is longer.
    private static let most = 100

    init(_ source: PassageSource) { self.source = source }

    /// - Returns: the lines of the part that a place is in; nil where all lines around belong together.
    func lines(around offset: Int) -> ClosedRange<Int>? {
        let file = FileName(path: source.text.path)
        switch source.kind {
        case .yaml where file.isDirectly(in: "tasks") || file.isDirectly(in: "handlers"):
            return part(around: offset) { $0 == UInt8(ascii: "-") }
        case .settings where Self.workspaces.contains(file.name):
            let rule = part(around: offset) { Array.isNameByte($0) }
            return rule.flatMap { namesX86($0) ? nil : $0 }
        default: return nil
        }
    }

    /// `when: arch == "amd64"`, by whatever variable.
    func asksForX86(in lines: ClosedRange<Int>) -> Bool {
        lines.contains { line in
            let range = source.text.range(ofLine: line).prefix(upTo: 256)
            return source.code.contains("==", in: range) && !source.code.contains("://", in: range)
                && ArchitectureWords.namesX86(source.code.text(range))
        }
    }

    /// The recipe of a makefile that a place is in; nil elsewhere, and where the target says that it is for x86.
    func recipe(around offset: Int) -> ClosedRange<Int>? {
        guard source.kind == .makefile, byte(source.text.line(at: offset)) == UInt8(ascii: "\t"),
            let rule = part(around: offset, beginning: { Array.isNameByte($0) || "$.%".utf8.contains($0) })
        else { return nil }
        let target = source.text.near(offset, in: source.text.range(ofLine: rule.lowerBound))
        return source.code.containsAny(["x86", "amd64", "x64"], in: target) ? nil : rule
    }

    /// From the line before that begins with such a byte, to the next one that does.
    private func part(around offset: Int, beginning: (UInt8) -> Bool) -> ClosedRange<Int>? {
        let line = source.text.line(at: offset)
        var first = line
        while first > 1, line - first < Self.most, !(byte(first).map(beginning) ?? false) { first -= 1 }
        guard byte(first).map(beginning) ?? false else { return nil }
        var last = line
        while last < source.text.lineCount, last - line < Self.most, !(byte(last + 1).map(beginning) ?? false) {
            last += 1
        }
        return first...last
    }

    /// The first byte of a line.
    private func byte(_ line: Int) -> UInt8? {
        let range = source.text.range(ofLine: line)
        return range.isEmpty ? nil : source.code.byte(at: range.lowerBound)
    }

    /// `name = "buf_linux_x86_64"`: who needs it asks for it by this name.
    private func namesX86(_ lines: ClosedRange<Int>) -> Bool {
        lines.contains { line in
            let text = source.code.text(source.text.range(ofLine: line).prefix(upTo: 256))
            return text.drop { $0.isWhitespace }.hasPrefix("name") && ArchitectureWords.namesX86(text)
        }
    }
}
