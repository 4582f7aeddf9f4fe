import DockerfileModel
import Platforms

/// An architecture by name in file names and addresses.
enum FixedArchitecture {
    private static let names: [(written: String, architecture: Architecture)] = [
        ("x86_64", .amd64), ("x86-64", .amd64), ("amd64", .amd64), ("linux-x64", .amd64), ("linux64", .amd64),
        ("aarch64", .arm64), ("arm64", .arm64), ("linux-armv8", .arm64),
    ]

    /// - Returns: the architecture that a text names, as it is written there; nil for none, and for several, as one of
    ///   them is chosen then.
    static func name(in text: String) -> String? {
        let lower = text.lowercased()
        let found = names.filter { isWord($0.written, in: lower) }
        return Set(found.map(\.architecture)).count == 1 ? found.first?.written : nil
    }

    /// Whether a text names several architectures, or asks for the target's.
    static func isChosen(in text: String) -> Bool {
        let lower = text.lowercased()
        let found = Set(names.filter { isWord($0.written, in: lower) }.map(\.architecture))
        return found.count > 1 || lower.contains("targetarch") || lower.contains("targetplatform")
    }

    /// - Parameters:
    ///   - path: a path that may have an architecture's name in it.
    ///   - architecture: another one.
    /// - Returns: the paths that the same thing may have for that architecture; none when no name is in it.
    static func paths(like path: String, for architecture: Architecture) -> [String] {
        let own = names.filter { $0.architecture == architecture }.map(\.written)
        return names.filter { $0.architecture != architecture && isWord($0.written, in: path) }.flatMap { other in
            own.map { path.replacing(other.written, with: $0) }
        }
    }

    /// Whether a text names a folder that is called after an architecture: Debian's of libraries and of Java.
    static func isFolder(_ text: String) -> Bool {
        text.contains("/") && (text.contains("-linux-gnu") || text.contains("/jvm/")) && name(in: text) != nil
    }

    private static func isWord(_ word: String, in text: String) -> Bool {
        var rest = text[...]
        while let range = rest.firstRange(of: word) {
            let before = range.lowerBound > rest.startIndex ? rest[rest.index(before: range.lowerBound)] : " "
            let after = range.upperBound < rest.endIndex ? rest[range.upperBound] : " "
            if !before.isLetter, !before.isNumber, !after.isLetter, !after.isNumber { return true }
            rest = rest[range.upperBound...]
        }
        return false
    }
}

/// Downloads, packages, folders and compilers' settings with an architecture's name in them.
struct FixedArchitectureCheck: LintCheck {
    private static let endings = [
        ".deb", ".rpm", ".apk", ".tar", ".gz", ".tgz", ".xz", ".bz2", ".zip", ".zst", ".whl", ".run", ".sh",
    ]
    private static let remedy = "use $TARGETARCH, declared with ARG TARGETARCH in this stage"

    func findings(in subject: LintSubject) -> [LintFinding] {
        subject.stages.flatMap { stage -> [LintFinding] in
            let runs = subject.plan.commands[stage.index]?.runs ?? []
            return runs.flatMap { self.findings(in: $0, subject) }
                + stage.instructions.flatMap { self.findings(in: $0, stage, subject) }
        }
    }

    private func findings(in run: StageCommands.Run, _ subject: LintSubject) -> [LintFinding] {
        // What names several architectures chooses.
        let text = (run.commands.first?.script.text ?? "") + run.instruction.arguments
        guard !FixedArchitecture.isChosen(in: text) else { return [] }
        return run.commands.flatMap { command -> [LintFinding] in
            var found = command.command.words.indices.compactMap { index -> LintFinding? in
                let word = command.command.words[index]
                guard let what = self.what(word.text, command.command) else { return nil }
                let range = command.original.words.indices.contains(index) ? command.original.words[index].range : nil
                return subject.finding(
                    .fixedArchitecture, at: subject.place(of: command, range, in: run.instruction), what, Self.remedy)
            }
            for assignment in command.command.assignments where assignment.name == "GOARCH" {
                guard FixedArchitecture.name(in: assignment.value.text) != nil else { continue }
                found.append(
                    subject.finding(
                        .fixedArchitecture, at: subject.place(of: command, assignment.value.range, in: run.instruction),
                        "GOARCH is \(assignment.value.text) whatever the target is", "write GOARCH=$TARGETARCH"))
            }
            return found
        }
    }

    /// What is wrong with a word of a command; nil for nothing.
    private func what(_ word: String, _ command: ShellCommand) -> String? {
        guard let program = command.program, program != "echo", let name = FixedArchitecture.name(in: word) else {
            return nil
        }
        if program == "dpkg", command.has("--add-architecture") {
            return "\(name) packages are added whatever the target is"
        }
        if word.contains("://") { return "the address is that of a file for \(name)" }
        if ["apt", "apt-get"].contains(program), word.hasSuffix(":" + name) {
            return "the package \(word) is for \(name)"
        }
        if program == "dotnet", command.has("-r", "--runtime", "-a", "--arch") || word.hasPrefix("--runtime") {
            return "dotnet makes a program for \(word) whatever the target is"
        }
        if program == "cargo" || program == "rustc" || program == "rustup" {
            return "Rust's target is \(word) whatever the image is for"
        }
        // Cross compilers are programs of whatever machine they run on.
        if ["apt", "apt-get"].contains(program), word.split(separator: " ").allSatisfy(Self.isCrossTool) { return nil }
        if word.contains("-linux-gnu") || word.contains("-linux-musl") || FixedArchitecture.isFolder(word) {
            return "\(word) is there for \(name) only"
        }
        return Self.endings.contains(where: word.hasSuffix) ? "the file \(word) is for \(name)" : nil
    }

    private static func isCrossTool(_ package: Substring) -> Bool {
        ["binutils-", "cpp-", "crossbuild-essential-", "g++-", "gcc-", "gfortran-"].contains { package.hasPrefix($0) }
            || package.contains("-cross")
    }

    private func findings(
        in instruction: Instruction, _ stage: DockerfileStage, _ subject: LintSubject
    ) -> [LintFinding] {
        switch instruction.keyword {
        case .add, .copy:
            return instruction.words.compactMap { word in
                guard let name = FixedArchitecture.name(in: word.text),
                    word.text.contains("://") || word.text.contains("-linux-gnu")
                        || FixedArchitecture.isFolder(word.text),
                    !FixedArchitecture.isChosen(in: instruction.arguments)
                else { return nil }
                return subject.finding(
                    .fixedArchitecture, at: word.position,
                    word.text.contains("://")
                        ? "the address is that of a file for \(name)" : "\(word.text) is there for \(name) only",
                    Self.remedy)
            }
        case .env:
            return instruction.words.compactMap { word in
                if FixedArchitecture.isFolder(word.text), !FixedArchitecture.isChosen(in: instruction.arguments) {
                    return subject.finding(
                        .fixedArchitecture, at: word.position, "\(word.text) is the same whatever the target is",
                        Self.remedy)
                }
                guard word.text.hasPrefix("GOARCH="), FixedArchitecture.name(in: word.text) != nil else { return nil }
                return subject.finding(
                    .fixedArchitecture, at: word.position, "\(word.text) is the same whatever the target is",
                    "write GOARCH=$TARGETARCH, with ARG TARGETARCH before it")
            }
        case .cmd, .entrypoint, .healthcheck:
            let words = instruction.arguments.split { " \",[]".contains($0) }
            guard let word = words.first(where: { FixedArchitecture.isFolder(String($0)) }),
                let name = FixedArchitecture.name(in: String(word)),
                !FixedArchitecture.isChosen(in: instruction.arguments)
            else { return [] }
            return [
                subject.finding(
                    .fixedArchitecture, at: instruction.position, "\(word) is there for \(name) only",
                    "use a path that every architecture has, such as /usr/bin/java")
            ]
        default: return []
        }
    }
}
