import DockerfileModel
import OCIModel
import Platforms
import Reporting

/// `FROM --platform=…` that says too much, or nothing.
struct FromPlatformCheck: LintCheck {
    func findings(in subject: LintSubject) -> [LintFinding] {
        subject.stages.compactMap { stage in
            guard let flag = stage.from.flag("platform"), let value = flag.value else { return nil }
            let isImage = subject.plan.placements.foundation.contains(stage.index)
            if ["$TARGETPLATFORM", "${TARGETPLATFORM}"].contains(value) {
                return subject.finding(
                    .redundantPlatform, .note, at: flag.position,
                    "--platform=\(value) is what a stage is built for anyway",
                    "leave it out")
            }
            guard let platform = subject.plan.placements.resolution(of: stage.index)?.namedPlatform else { return nil }
            if value.contains("BUILDPLATFORM") {
                guard isImage else { return nil }
                return subject.finding(
                    .fixedPlatform, at: flag.position, "the image is always for the machine that builds it",
                    "leave --platform out of the last FROM, and of the stages that it begins with")
            }
            guard !value.contains("TARGET") else { return nil }
            return isImage
                ? subject.finding(
                    .fixedPlatform, at: flag.position, "the image for every platform holds programs for \(platform)",
                    "leave --platform out")
                : subject.finding(
                    .fixedPlatform, at: flag.position,
                    "this stage is emulated on every machine that is not \(platform)",
                    "write --platform=$BUILDPLATFORM where it is the same for all, else leave it out")
        }
    }
}

/// Base images whose name or digest is one architecture's.
struct BaseImageCheck: LintCheck {
    func findings(in subject: LintSubject) -> [LintFinding] {
        subject.stages.flatMap { stage -> [LintFinding] in
            guard case .image(let name)? = subject.plan.placements.resolution(of: stage.index)?.base else { return [] }
            var found: [LintFinding] = []
            if let architecture = FixedArchitecture.name(in: name), !subject.isPinned(stage) {
                found.append(
                    subject.finding(
                        .fixedArchitecture, at: stage.base.position,
                        "the image \(name) is for \(architecture) by its name",
                        "use the image without the architecture in its name"))
            }
            guard let facts = subject.baseImages[name] else { return found }
            if !facts.isIndex, name.contains("@") {
                found.append(
                    subject.finding(
                        .singlePlatformDigest, at: stage.base.position,
                        "\(name) is the image of one platform",
                        "use the digest of the index: mixarch image inspect shows it"))
            } else if let missing = missing(stage, facts, subject) {
                let offers = facts.platforms.map(\.description).joined(separator: ", ")
                found.append(
                    subject.finding(
                        .invalidBaseImagePlatform, at: stage.base.position,
                        "\(name) is for \(offers.isEmpty ? "no known platform" : offers), and not for \(missing)",
                        "use an image for all platforms, or leave \(missing) out"))
            }
            return found
        }
    }

    /// A platform that the stage runs on, and the image is not for.
    private func missing(_ stage: DockerfileStage, _ facts: BaseImageFacts, _ subject: LintSubject) -> Platform? {
        let placements = subject.plan.placements
        let wanted = placements.users(of: stage.index).map { placements.runningPlatform(of: stage.index, for: $0) }
        let checks = subject.dockerfile.checks
        if checks.skipsAll || checks.skipped.contains(LintRule.invalidBaseImagePlatform.rawValue) { return nil }
        return wanted.first { platform in !facts.platforms.contains { $0.runs(on: platform) } }
    }
}

/// Stages that compile under emulation.
struct EmulationCheck: LintCheck {
    func findings(in subject: LintSubject) -> [LintFinding] {
        subject.stages.compactMap { stage in
            guard stage.index != subject.plan.target,
                case .dependent? = subject.plan.placements.judgements[stage.index],
                let row = subject.plan.stages.first(where: { $0.name == stage.title && $0.runs == .emulated })
            else { return nil }
            return subject.finding(
                .emulatedStage, at: stage.from.position,
                "stage \(stage.title) is emulated for \(row.platforms.map(\.description).joined(separator: ", ")): \(row.why)",
                row.proposal ?? "give it a native builder: mixarch builder create")
        }
    }
}
