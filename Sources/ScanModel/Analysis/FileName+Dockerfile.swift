extension FileName {
    /// What Dockerfiles are called, and how their names end.
    package static let dockerfileNames = ["dockerfile", "containerfile"]
    private static let dockerfileFirsts = dockerfileNames.compactMap { $0.utf8.first }
    private static let dockerfileLengths = dockerfileNames.map { $0.utf8.count }
    private static let notDockerfiles = [".dockerignore", ".md", ".py", ".go", ".js", ".ts", ".j2", ".java", ".rb"]

    /// `Dockerfile`, `Dockerfile.amd64`, `Dockerfile-test`, `app.Dockerfile`.
    package var isDockerfile: Bool {
        // Hardly a file of a tree begins or ends so.
        guard Self.dockerfileFirsts.contains(first) || Self.dockerfileLengths.contains(ending.utf8.count)
        else { return false }
        return Self.dockerfileNames.contains { ending == $0 || begins(with: $0) }
            && !Self.notDockerfiles.contains { name.hasSuffix($0) }
    }

    private func begins(with word: String) -> Bool {
        guard first == word.utf8.first, name.hasPrefix(word) else { return false }
        return name.utf8.dropFirst(word.utf8.count).first.map { ".-_".utf8.contains($0) } ?? true
    }
}
