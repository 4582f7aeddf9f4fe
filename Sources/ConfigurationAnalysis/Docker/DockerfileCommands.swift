import ScanModel

/// What a Dockerfile runs and sets, for analyses that look at commands and not at the file: the packages that it
/// installs are dependencies as those of a manifest are.
package struct DockerfileCommands: Sendable {
    /// A word of a command, without quotes and with the defaults of arguments filled in.
    package struct Word: Sendable {
        package let text: String
        package let offset: Int
    }

    /// One command of a RUN.
    package struct Command: Sendable {
        package let words: [Word]
        /// The image that its stage is built on in the end.
        package let image: String
        /// Whether what it does is in the image for arm64, or is needed to build it.
        package let isNeeded: Bool
    }

    package let commands: [Command]
    /// The defaults of arguments, and the variables that are set in any stage.
    package let settings: [String: String]

    /// Whether a file is a Dockerfile of the project's own.
    package static func isDockerfile(_ file: FileName) -> Bool {
        guard !file.isPlainSource else { return false }
        return file.isDockerfile && !ConfigurationFile.isForeign(file)
    }

    /// Whether an image only serves tests.
    package static func isForTests(_ file: FileName) -> Bool { ConfigurationFile.isForTests(file) }

    package init(_ text: SourceText) {
        let source = PassageSource(text: text, kind: .dockerfile)
        guard let dockerfile = source.dockerfile, !dockerfile.isForWindows else {
            commands = []
            settings = [:]
            return
        }
        let settings = Self.settings(of: dockerfile)
        self.settings = settings
        commands = zip(dockerfile.passages, dockerfile.passageStages).flatMap { passage, stage -> [Command] in
            guard passage.keyword == "RUN", let stage else { return [] }
            let image = dockerfile.root(of: stage)
            return ShellWords.commands(in: passage.range, of: dockerfile.code).compactMap { words in
                // What is done on x86 alone says nothing of arm64.
                guard let first = words.first, !source.choosesArchitecture(at: first.offset, in: passage) else {
                    return nil
                }
                let filled = words.map {
                    Word(text: DockerfileStage.expand($0.text, settings), offset: $0.offset)
                }
                return Command(words: filled, image: image, isNeeded: dockerfile.stages[stage].needsARM64)
            }
        }
    }

    /// `ARG NAME=value`, `ENV NAME=value …` and `ENV NAME value`.
    private static func settings(of dockerfile: Dockerfile) -> [String: String] {
        var settings: [String: String] = [:]
        for instruction in dockerfile.instructions where ["ARG", "ENV"].contains(instruction.keyword) {
            let words = ShellWords.commands(in: instruction.arguments, of: dockerfile.code).flatMap { $0 }
            if instruction.keyword == "ENV", words.count == 2, !words[0].text.contains("=") {
                settings[words[0].text] = words[1].text
                continue
            }
            for word in words {
                let parts = word.text.split(separator: "=", maxSplits: 1)
                guard parts.count == 2, !DockerfileStage.automatic.contains(String(parts[0])) else { continue }
                settings[String(parts[0])] = String(parts[1])
            }
        }
        return settings
    }
}

extension Dockerfile {
    /// The stage of each of ``passages``, in their order.
    fileprivate var passageStages: [Int?] {
        passages.map { passage in instructions.first { $0.arguments == passage.range }?.stage }
    }

    /// The image below a stage and the stages that it is built on.
    fileprivate func root(of stage: Int) -> String {
        var index = stage
        // Only earlier stages can be built on, so this ends.
        while let base = stages[..<index].lastIndex(where: { $0.name == stages[index].image.text.lowercased() }) {
            index = base
        }
        return stages[index].image.text
    }
}
