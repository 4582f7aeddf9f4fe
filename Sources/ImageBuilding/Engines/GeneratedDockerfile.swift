import Platforms
import Reporting

/// The Dockerfile that an engine gets: the user's own text, line for line, with three changes.
///
/// Stages that run once have their platform written into FROM; stages that aren't needed are emptied (numbers of
/// stages stay right); and where files are wanted, a last stage copies them, so that the engine decides what COPY means.
struct GeneratedDockerfile {
    /// The name of the last stage that exports files.
    static let exportStage = "mixarch-export"

    let dockerfile: Dockerfile

    /// - Parameter export: the files wanted.
    /// - Returns: the text.
    func text(for export: StageExport) -> String {
        var lines = changed(needed: export.stages, pinned: export.pinned)
        lines.append("FROM scratch AS \(Self.exportStage)")
        for (number, copy) in export.copies.enumerated() {
            let from = copy.from.map { dockerfile.stage($0).map { "\($0.index)" } ?? $0 } ?? ""
            lines.append(line(copy, from: from, to: "/\(number)/x" + (copy.namesFolder ? "/" : "")))
            // Which names the wildcards stood for.
            if copy.needsNames { lines.append(line(copy, from: from, to: "/\(number)/n/")) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// - Parameters:
    ///   - target: the stage that is the image.
    ///   - needed: the stages that it needs, itself among them.
    ///   - pinned: the stages whose platform is written into their FROM.
    /// - Returns: the text, and the target's name in it.
    func text(forImage target: Int, needed: Set<Int>, pinned: [Int: Platform]) -> (text: String, target: String) {
        let lines = changed(needed: needed, pinned: pinned)
        return (lines.joined(separator: "\n") + "\n", dockerfile.stages[target].name ?? "\(target)")
    }

    private func changed(needed: Set<Int>, pinned: [Int: Platform]) -> [String] {
        var lines = dockerfile.lines
        for stage in dockerfile.stages {
            let name = stage.name.map { " AS \($0)" } ?? ""
            if !needed.contains(stage.index) {
                replace(stage.from.lines, in: &lines, with: "FROM scratch\(name)")
                for instruction in stage.instructions { replace(instruction.lines, in: &lines, with: "") }
            } else if let platform = pinned[stage.index] {
                replace(stage.from.lines, in: &lines, with: "FROM --platform=\(platform) \(stage.base.text)\(name)")
            }
        }
        return lines
    }

    /// The number of lines stays, so that the engine's messages name the user's lines.
    private func replace(_ range: ClosedRange<Int>, in lines: inout [String], with text: String) {
        for number in range { lines[number - 1] = number == range.lowerBound ? text : "" }
    }

    private func line(_ copy: CopyOperation, from: String, to destination: String) -> String {
        let words = (copy.paths + [destination]).map { quoted($0) }
        return "COPY --from=\(from) [\(words.joined(separator: ", "))]"
    }

    /// A JSON string in which no variable is replaced.
    private func quoted(_ text: String) -> String {
        var result = "\""
        for character in text {
            switch character {
            case "\"", "\\": result += "\\\(character)"
            case "$": result += (dockerfile.escape == "\\" ? "\\\\" : "`") + "$"
            default: result.append(character)
            }
        }
        return result + "\""
    }
}

extension CopyOperation {
    /// Whether a file's own name can't be told from how the source is written.
    var needsNames: Bool { hasWildcards && !namesFolder }
}
