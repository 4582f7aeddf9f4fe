import DockerfileModel

/// The variables of the platform: declared where they are used, and never with a value.
struct PlatformArgumentCheck: LintCheck {
    private static let names = ["BUILD", "TARGET"].flatMap { prefix in
        ["PLATFORM", "OS", "ARCH", "VARIANT"].map { prefix + $0 }
    }

    func findings(in subject: LintSubject) -> [LintFinding] {
        defaults(subject) + subject.stages.flatMap { undeclared(in: $0, subject) }
    }

    private func defaults(_ subject: LintSubject) -> [LintFinding] {
        let declarations = subject.dockerfile.globalArguments + subject.stages.flatMap(\.instructions)
        return declarations.filter { $0.keyword == .arg }.flatMap(\.words).compactMap { word in
            guard let equals = word.text.firstIndex(of: "="), Self.names.contains(String(word.text[..<equals])) else {
                return nil
            }
            let name = word.text[..<equals]
            return subject.finding(
                .argumentDefault, at: word.position, "the default of \(name) hides the builder's own value",
                "write ARG \(name)")
        }
    }

    private func undeclared(in stage: DockerfileStage, _ subject: LintSubject) -> [LintFinding] {
        var declared: Set<String> = []
        var found: [LintFinding] = []
        // ENV of this stage, and what the one below ends with.
        let scope = subject.plan.commands[stage.index]?.scope
        declared.formUnion((scope?.environment ?? []).compactMap { $0.split(separator: "=").first.map(String.init) })
        if let parent = subject.dockerfile.stage(below: stage, called: stage.base.text) {
            declared.formUnion(subject.plan.commands[parent.index]?.scope.values.keys.map(\.self) ?? [])
        }
        for instruction in stage.instructions {
            if instruction.keyword == .arg {
                declared.formUnion(
                    instruction.words.compactMap { $0.text.split(separator: "=").first.map(String.init) })
            }
            for name in Self.names where !declared.contains(name) && !isSet(name, by: instruction, in: stage, subject) {
                guard let place = subject.uses(of: name, in: instruction).first else { continue }
                declared.insert(name)
                found.append(
                    subject.finding(
                        .undeclaredArgument, at: place, "\(name) is empty here: this stage does not declare it",
                        "write ARG \(name) before this line, after FROM"))
                if let word = subject.dockerfile.globalArguments.flatMap(\.words).first(where: { $0.text == name }) {
                    found.append(
                        subject.finding(
                            .globalArgument, at: word.position,
                            "\(name) is declared before the first FROM, which only FROM sees",
                            "write ARG \(name) in stage \(stage.title) as well"))
                }
            }
        }
        return found
    }

    /// Whether a script sets the variable itself.
    private func isSet(
        _ name: String, by instruction: Instruction, in stage: DockerfileStage, _ subject: LintSubject
    ) -> Bool {
        let run = subject.plan.commands[stage.index]?.runs.first { $0.instruction == instruction }
        return run?.commands.contains { $0.command.assignments.contains { $0.name == name } } ?? false
    }
}
