import Platforms

/// How keywords and stages are written.
struct NamingChecks {
    let dockerfile: Dockerfile

    var warnings: [DockerfileWarning] {
        dockerfile.stages.flatMap { nameWarnings($0) + platformWarnings($0) } + casingWarnings
    }

    private func nameWarnings(_ stage: DockerfileStage) -> [DockerfileWarning] {
        guard let name = stage.name else { return [] }
        var warnings: [DockerfileWarning] = []
        let word = stage.from.words[2]
        let preposition = stage.from.words[1]
        func warn(_ rule: DockerfileRule, _ message: String, at position: SourcePosition, hint: String) {
            warnings.append(DockerfileWarning(rule: rule, message: message, position: position, hint: hint))
        }
        if word.text != name {
            warn(
                .stageNameCasing, "the stage's name \"\(word.text)\" has capital letters", at: word.position,
                hint: "write it as \(name): names are compared without regard to case")
        }
        let isLower = preposition.text == preposition.text.lowercased()
        let from = stage.from.keywordText
        if from != (isLower ? from.lowercased() : from.uppercased()) {
            warn(
                .fromAsCasing, "\"\(preposition.text)\" and \"\(from)\" are written in different cases",
                at: preposition.position, hint: "write both in capitals")
        }
        if name == "scratch" || name == "context" {
            warn(
                .reservedStageName, "the stage's name \"\(name)\" is a reserved word", at: word.position,
                hint: "give it another name")
        }
        if dockerfile.stages[..<stage.index].contains(where: { $0.name == name }) {
            warn(
                .duplicateStageName, "an earlier stage is called \"\(name)\" too", at: word.position,
                hint: "give each stage a name of its own: this one hides the earlier one from here on")
        }
        return warnings
    }

    private func platformWarnings(_ stage: DockerfileStage) -> [DockerfileWarning] {
        guard let flag = stage.from.flag("platform"), let value = flag.value else { return [] }
        if value == "$TARGETPLATFORM" || value == "${TARGETPLATFORM}" {
            return [
                DockerfileWarning(
                    rule: .redundantTargetPlatform, message: "--platform=\(value) is what FROM does by itself",
                    position: flag.position, hint: "take it away")
            ]
        }
        guard let platform = try? Platform(parsing: value) else { return [] }
        // A name that says the platform is a stage that is chosen by it.
        let name = stage.name ?? ""
        if name.contains(platform.os) || name.contains(platform.architecture.name) { return [] }
        return [
            DockerfileWarning(
                rule: .fromPlatformFlagConstDisallowed,
                message: "--platform=\(value) ties the stage to one platform, whatever the image is for",
                position: flag.position,
                hint: "write --platform=$BUILDPLATFORM for a stage that only builds, or leave it out")
        ]
    }

    /// Keywords that aren't written as most of them are.
    private var casingWarnings: [DockerfileWarning] {
        let instructions = dockerfile.stages.flatMap { [$0.from] + $0.instructions }
        let lower = instructions.count { $0.keywordText == $0.keywordText.lowercased() }
        let upper = instructions.count { $0.keywordText == $0.keyword.rawValue }
        return instructions.compactMap { instruction in
            let text = instruction.keywordText
            let right = lower > upper ? text.lowercased() : text.uppercased()
            guard text != right else { return nil }
            return DockerfileWarning(
                rule: .consistentInstructionCasing, message: "\"\(text)\" is not written as the other keywords are",
                position: instruction.position, hint: "write it as \(right)")
        }
    }
}
