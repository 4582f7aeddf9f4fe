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
    func text(for export: StageExport) -> GeneratedText {
        var text = written(changed(for: export.platform, needed: export.stages, pinned: export.pinned))
        let start = export.copies.first?.position.line ?? 1
        text.append("FROM scratch AS \(Self.exportStage)", for: start)
        for (number, copy) in export.copies.enumerated() {
            let from = copy.from.map { dockerfile.stage($0).map { "\($0.index)" } ?? $0 } ?? ""
            // Several sources go into a folder, whatever the destination turns out to be.
            let isFolder = copy.namesFolder || copy.sources.count > 1
            let place = "/\(number)/x" + (isFolder ? "/" : "")
            text.append(line(copy, from: from, to: place), for: copy.position.line)
            // Which names the wildcards stood for.
            if copy.needsNames { text.append(line(copy, from: from, to: "/\(number)/n/"), for: copy.position.line) }
        }
        return text
    }

    /// The user's lines, changed, each with its number.
    private func written(_ lines: [String]) -> GeneratedText {
        var text = GeneratedText()
        for (number, line) in lines.enumerated() { text.append(line, for: number + 1) }
        return text
    }

    /// - Parameters:
    ///   - platform: what the image is for.
    ///   - pinned: the stages whose platform is written into their FROM.
    /// - Returns: the text for the plan's last stage, and that stage's name in it.
    func text(forImage platform: Platform, pinned: [Int: Platform]) -> (text: GeneratedText, target: String) {
        let needed = Set(plan.resolutions[platform, default: [:]].keys)
        let lines = changed(for: platform, needed: needed, pinned: pinned)
        return (written(lines), name(of: dockerfile.stages[plan.target]) ?? Self.imageStage)
    }

    private func name(of stage: DockerfileStage) -> String? {
        stage.name ?? (stage.index == plan.target ? Self.imageStage : nil)
    }

    private func changed(for platform: Platform, needed: Set<Int>, pinned: [Int: Platform]) -> [String] {
        var lines = dockerfile.lines
        for stage in dockerfile.stages {
            let name = name(of: stage).map { " AS \($0)" } ?? ""
            guard needed.contains(stage.index), let resolution = resolution(of: stage.index, for: platform) else {
                replace(stage.from.lines, in: &lines, with: "FROM scratch\(name)")
                for instruction in stage.instructions { replace(instruction.lines, in: &lines, with: "") }
                continue
            }
            let wanted = pinned[stage.index] ?? resolution.namedPlatform ?? platform
            var text = ""
            if case .stage(let parent) = resolution.base, pinned[stage.index] != nil,
                pinned[parent] == nil, basePlatform(of: parent, for: platform) != wanted
            {
                text = inlined(parent, wanted, platform, pinned, name)
            } else if case .image = resolution.base {
                text = "FROM --platform=\(wanted) \(stage.base.text)\(name)"
            } else if case .stage(let parent) = resolution.base, let known = self.name(of: dockerfile.stages[parent]) {
                // Not every BuildKit has a value for the variables in it.
                text = "FROM \(known)\(name)"
            } else {
                text = "FROM \(stage.base.text)\(name)"
            }
            replace(stage.from.lines, in: &lines, with: text)
        }
        return lines
    }

    private func resolution(of index: Int, for platform: Platform) -> StageResolution? {
        plan.resolutions[platform]?[index] ?? plan.placements.resolution(of: index)
    }

    /// The platform of the image that a stage begins with in the end.
    private func basePlatform(of index: Int, for platform: Platform) -> Platform {
        var index = index
        while let resolution = resolution(of: index, for: platform) {
            guard case .stage(let parent) = resolution.base else { return resolution.namedPlatform ?? platform }
            index = parent
        }
        return platform
    }

    /// A FROM with the text of the stages that it begins with: they are needed for another platform, too.
    private func inlined(
        _ parent: Int, _ wanted: Platform, _ platform: Platform, _ pinned: [Int: Platform], _ name: String
    ) -> String {
        let stage = dockerfile.stages[parent]
        let own = stage.instructions.flatMap { dockerfile.lines[($0.lines.lowerBound - 1)..<$0.lines.upperBound] }
        let from: String =
            switch resolution(of: parent, for: platform)?.base {
            case .stage(let next) where pinned[next] == nil: inlined(next, wanted, platform, pinned, name)
            case .image: "FROM --platform=\(wanted) \(stage.base.text)\(name)"
            default: "FROM \(stage.base.text)\(name)"
            }
        return ([from] + own).joined(separator: "\n")
    }

    /// The number of elements stays: each is what a line of the user's became.
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
    var needsNames: Bool { hasWildcards && !namesFolder && sources.count == 1 }
}
