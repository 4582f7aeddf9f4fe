extension Dockerfile {
    /// What is known besides the Dockerfile.
    package struct Surroundings: Sendable {
        /// The rules of what is left out of the context.
        package var ignored: IgnoreRules
        /// The names of the variables that base images set, by the image's name as it is written; images that aren't
        /// there are unknown.
        package var baseVariables: [String: Set<String>]

        /// - Parameters:
        ///   - ignored: the rules of what is left out of the context.
        ///   - baseVariables: the names of the variables that base images set, by the image's name as it is written.
        package init(ignored: IgnoreRules = .none, baseVariables: [String: Set<String>] = [:]) {
            self.ignored = ignored
            self.baseVariables = baseVariables
        }
    }

    /// - Parameter surroundings: what is known besides the Dockerfile.
    /// - Returns: what BuildKit's checks say of this file, in the order of the lines, without what `# check=skip=…`
    ///   leaves out. `checks.isError` tells whether they are errors.
    package func warnings(_ surroundings: Surroundings = Surroundings()) -> [DockerfileWarning] {
        guard !checks.skipsAll else { return [] }
        let all =
            NamingChecks(dockerfile: self).warnings + InstructionChecks(dockerfile: self).warnings
            + CopyChecks(dockerfile: self, ignored: surroundings.ignored).warnings
            + VariableChecks(dockerfile: self, surroundings: surroundings).warnings
        return all.filter { !checks.skipped.contains($0.rule.rawValue) }.sorted {
            ($0.position.line, $0.position.column, $0.rule.rawValue, $0.message)
                < ($1.position.line, $1.position.column, $1.rule.rawValue, $1.message)
        }
    }

    var allInstructions: [Instruction] { globalArguments + stages.flatMap { [$0.from] + $0.instructions } }
}
