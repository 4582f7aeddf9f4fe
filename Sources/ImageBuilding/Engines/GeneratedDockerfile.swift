import DockerfileModel
import Platforms
import Reporting

/// The Dockerfile that an engine gets: the user's own text, line for line, with three changes.
///
/// Each FROM of an image names its platform: stages that run once have their own, and buildah before 1.30 takes one
/// stage's for those that follow it. Stages that aren't needed are emptied (numbers of stages stay right). Where files
/// are wanted, a last stage copies them, so that the engine decides what COPY means.
struct GeneratedDockerfile {
    /// The name of the last stage that exports files.
    static let exportStage = "mixarch-export"
    /// What the stage that is the image is called when it has no name: BuildKit takes no number for a target.
    private static let imageStage = "mixarch-image"

    let plan: BuildPlan
    private var dockerfile: Dockerfile { plan.dockerfile }

    init(_ plan: BuildPlan) { self.plan = plan }

    /// - Parameter export: the files wanted.
    /// - Returns: the text.
    func text(for export: StageExport) -> String {
        var lines = changed(for: export.platform, needed: export.stages, pinned: export.pinned)
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
    ///   - platform: what the image is for.
    ///   - pinned: the stages whose platform is written into their FROM.
    /// - Returns: the text for the plan's last stage, and that stage's name in it.
    func text(forImage platform: Platform, pinned: [Int: Platform]) -> (text: String, target: String) {
        let needed = Set(plan.resolutions[platform, default: [:]].keys)
        let lines = changed(for: platform, needed: needed, pinned: pinned)
        return (lines.joined(separator: "\n") + "\n", name(of: dockerfile.stages[plan.target]) ?? Self.imageStage)
    }

    private func name(of stage: DockerfileStage) -> String? {
        stage.name ?? (stage.index == plan.target ? Self.imageStage : nil)
    }

    private func changed(for platform: Platform, needed: Set<Int>, pinned: [Int: Platform]) -> [String] {
        var lines = dockerfile.lines
        for stage in dockerfile.stages {
            let name = name(of: stage).map { " AS \($0)" } ?? ""
            guard needed.contains(stage.index), let resolution = plan.resolutions[platform]?[stage.index] else {
                replace(stage.from.lines, in: &lines, with: "FROM scratch\(name)")
                for instruction in stage.instructions { replace(instruction.lines, in: &lines, with: "") }
                continue
            }
            var flag = ""
            if case .image = resolution.base {
                flag = "--platform=\(pinned[stage.index] ?? resolution.namedPlatform ?? platform) "
            }
            replace(stage.from.lines, in: &lines, with: "FROM \(flag)\(stage.base.text)\(name)")
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

    /// A JSON string in which no variable is replaced, and no quote taken away.
    private func quoted(_ text: String) -> String {
        var result = "\""
        for character in text {
            let word = "$\"'".contains(character) || character == dockerfile.escape ? "\(dockerfile.escape)" : ""
            for character in word + "\(character)" {
                result += character == "\\" || character == "\"" ? "\\\(character)" : "\(character)"
            }
        }
        return result + "\""
    }
}

extension CopyOperation {
    /// Whether a file's own name can't be told from how the source is written.
    var needsNames: Bool { hasWildcards && !namesFolder }
}
