import DockerfileModel
import Platforms
import Reporting

/// Stages on the build platform that ask for that platform, or compile for it.
struct PinnedStageCheck: LintCheck {
    func findings(in subject: LintSubject) -> [LintFinding] {
        subject.stages.filter(subject.isPinned).flatMap { stage -> [LintFinding] in
            (subject.plan.commands[stage.index]?.runs ?? []).flatMap { run in
                run.commands.compactMap { finding(for: $0, in: run.instruction, stage, subject) }
            }
        }
    }

    private func finding(
        for command: RunCommand, in run: Instruction, _ stage: DockerfileStage, _ subject: LintSubject
    ) -> LintFinding? {
        guard let program = command.command.program else { return nil }
        let place = subject.place(of: command, command.original.words.first?.range, in: run)
        if let question = CommandClassifier().question(of: command, program) {
            return subject.finding(
                .machineQuestion, at: place,
                "\(question) tells the architecture of the machine that builds, not the target's",
                "use $TARGETARCH, declared with ARG TARGETARCH in this stage")
        }
        let name = BuildTool.name(program)
        guard BuildTool.compilers.contains(name), isGivenAway(stage, subject),
            case .native(_, let reason) = CommandClassifier().effect(of: command)
        else { return nil }
        if name == "go" {
            let go = GoCommand(command)
            guard go.architecture == nil, !go.isToolInstallation else { return nil }
        } else if name == "cargo" {
            guard CargoCommand(command).target == nil, !CargoCommand(command).isToolInstallation else { return nil }
        } else if mentionsTarget(stage, subject) {
            // How a makefile takes the target is not known.
            return nil
        }
        return subject.finding(
            .untargetedCompiler, at: place,
            "\(reason), and this stage runs on the build platform: the image for another architecture gets these programs",
            name == "go"
                ? "write GOARCH=$TARGETARCH, with ARG TARGETARCH"
                : "compile for $TARGETARCH, or leave --platform out of its FROM")
    }

    /// Whether others copy from the stage, or from one that is built upon it.
    private func isGivenAway(_ stage: DockerfileStage, _ subject: LintSubject) -> Bool {
        stage.index == subject.plan.target
            || subject.stages.contains { user in
                subject.plan.placements.resolution(of: user.index)?.needed.contains(stage.index) == true
            }
    }

    private func mentionsTarget(_ stage: DockerfileStage, _ subject: LintSubject) -> Bool {
        stage.instructions.contains { instruction in
            instruction.keyword == .run
                && ["TARGETARCH", "TARGETPLATFORM"].contains { !subject.uses(of: $0, in: instruction).isEmpty }
        } || subject.commands(stage).contains { $0.command.program?.hasPrefix("xx-") == true || $0.namesTarget }
    }
}

/// `RUN --mount=type=cache` with compilers' output for several architectures in it.
struct CacheMountCheck: LintCheck {
    /// Caches whose entries name their architecture, or have none.
    private static let safe = [
        ".cache/go-build", "go/pkg/mod", ".npm", ".yarn", "pnpm", ".m2", ".gradle", ".cache/pip", ".nuget",
        "cargo/registry",
        "cargo/git", "composer", ".ivy2", ".sbt", ".cache/uv", ".cache/pypoetry", "bundle/cache", ".cache/yarn",
        "/var/cache/apt",
        "/var/lib/apt", "/var/cache/apk", "/etc/apk/cache", ".bun", ".cache/coursier", ".cache/ms-playwright",
        ".next/cache",
    ]

    func findings(in subject: LintSubject) -> [LintFinding] {
        guard Set(subject.plan.platforms.map(\.architecture)).count > 1 else { return [] }
        return subject.stages.flatMap { stage -> [LintFinding] in
            guard subject.plan.placements.placement(of: stage.index) != .once else { return [] }
            return (subject.plan.commands[stage.index]?.runs ?? []).flatMap { run -> [LintFinding] in
                let compiler = run.commands.lazy.compactMap(\.command.program).map(BuildTool.name).first {
                    BuildTool.compilers.contains($0)
                }
                guard let compiler else { return [] }
                return run.instruction.flags.compactMap { finding(for: $0, compiler, subject) }
            }
        }
    }

    private func finding(for flag: Instruction.Flag, _ compiler: String, _ subject: LintSubject) -> LintFinding? {
        guard flag.name == "mount", let value = flag.value else { return nil }
        let options = value.split(separator: ",").map(String.init)
        guard options.contains("type=cache"), !value.contains("TARGET") else { return nil }
        let target = options.first { $0.hasPrefix("target=") || $0.hasPrefix("dst=") || $0.hasPrefix("destination=") }
        let path = target.map { String($0.drop { $0 != "=" }.dropFirst()) } ?? ""
        guard !Self.safe.contains(where: path.contains) else { return nil }
        return subject.finding(
            .sharedCache, at: flag.position,
            "what \(compiler) makes for several architectures shares the cache \(path)",
            "give it an id for each: id=NAME-$TARGETARCH, with ARG TARGETARCH before")
    }
}
