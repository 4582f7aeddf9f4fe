import Reporting

/// A first `mixarch.yaml`: what was found, and where; what was not found is a comment.
package struct FirstSettings {
    private let facts: ProjectFacts
    private let hasSchema: Bool

    /// The schema's file beside `mixarch.yaml`.
    package static let schemaFile = "mixarch.schema.json"

    /// - Parameters:
    ///   - facts: what is known of the project.
    ///   - hasSchema: whether the JSON schema lies beside the file, for editors.
    package init(_ facts: ProjectFacts, hasSchema: Bool = false) {
        self.facts = facts
        self.hasSchema = hasSchema
    }

    /// The file's text.
    package var text: String {
        var lines = hasSchema ? ["# yaml-language-server: $schema=\(Self.schemaFile)"] : []
        lines.append("# What `mixarch up` does, in order: scan, build and push, verify, deploy, call.")
        lines += image + platforms + build + deploy
        // Names are other people's: none of them ends a line.
        return lines.map { $0.filter { !$0.isNewline } + "\n" }.joined()
    }

    /// The image's name: as manifests call it, else as the repository is called, else as the folder is.
    package var name: (value: String, source: String) {
        if let image = named { return (Self.tagged(Self.parts(image.reference).name), "as \(image.file) calls it") }
        if let remote = facts.remote.flatMap(Self.asName) { return (remote + ":latest", "the git remote's name") }
        return ((Self.asName(facts.folder) ?? "app") + ":latest", "the folder's name")
    }

    /// The image that is built here: of several the one that is called like the project.
    private var named: ProjectFacts.Image? {
        let own = [facts.remote, facts.folder].compactMap { $0.flatMap(Self.asName) }
        return facts.images.first { image in own.contains { Self.base(image.reference) == $0 } }
            ?? (Set(facts.images.map { Self.base($0.reference) }).count == 1 ? facts.images.first : nil)
    }

    private var image: [String] {
        var lines = [entry("image", name.value, name.source)]
        let others = facts.images.filter { Self.base($0.reference) != Self.base(name.value) }
        if !others.isEmpty {
            lines.append("# Other images: " + Set(others.map(\.reference)).sorted().joined(separator: ", "))
        }
        if let image = named, let registry = Self.parts(image.reference).registry {
            return lines + [entry("registry", registry, "as \(image.file) has it; MIXARCH_REGISTRY goes before it")]
        }
        return lines + ["# registry: registry.example.com/team   # or set MIXARCH_REGISTRY"]
    }

    private var platforms: [String] {
        [entry("platforms", "[linux/amd64, linux/arm64]", "what the image is built for")]
    }

    private var build: [String] {
        guard let first = facts.dockerfiles.first else {
            return ["# There is no Dockerfile here.", "# build:", "#   context: .", "#   dockerfile: Dockerfile"]
        }
        let parts = first.split(separator: "/")
        let folder = parts.dropLast().joined(separator: "/")
        var lines = ["build:"]
        lines.append(entry("  context", folder.isEmpty ? "." : folder, "where \(first) is"))
        if let file = parts.last, file != "Dockerfile" { lines.append(entry("  dockerfile", String(file), nil)) }
        let others = facts.dockerfiles.dropFirst()
        if !others.isEmpty { lines.append("  # Others: " + others.joined(separator: ", ")) }
        return lines
    }

    private var deploy: [String] {
        var lines: [String] = []
        for template in facts.templates {
            let command = template.hasSuffix("Chart.yaml") ? "helm template" : "kubectl kustomize"
            let folder = template.split(separator: "/").dropLast().joined(separator: "/")
            lines.append(
                "# \(template) has to be rendered first: \(command) \(folder.isEmpty ? "." : folder) > rendered.yaml")
        }
        guard !facts.manifests.isEmpty else {
            return lines + [
                "# deploy:", "#   manifests: [k8s]   # no Kubernetes objects were found", comment(architecture),
            ]
        }
        lines.append("deploy:")
        lines.append(entry("  manifests", "[" + facts.manifests.map(Self.scalar).joined(separator: ", ") + "]", nil))
        return lines + [architecture]
    }

    private func comment(_ line: String) -> String { "# " + line }

    private var architecture: String {
        guard let cluster = facts.cluster else {
            return entry("  architecture", "arm64", facts.clusterProblem.map { "no cluster was asked: \($0)" })
        }
        let counts = cluster.nodes.sorted { $0.key < $1.key }
        let words = counts.map { "\(Plural.of($0.value, "ready node")) on \($0.key)" }.joined(separator: ", ")
        let choice = cluster.nodes["arm64"] != nil ? "arm64" : cluster.nodes["amd64"] != nil ? "amd64" : "arm64"
        return entry("  architecture", choice, "\(cluster.name) has " + (words.isEmpty ? "no ready node" : words))
    }

    private func entry(_ key: String, _ value: String, _ source: String?) -> String {
        let text = value.hasPrefix("[") ? value : Self.scalar(value)
        return "\(key): \(text)" + (source.map { "   # " + $0 } ?? "")
    }
}

extension FirstSettings {
    /// Plain where YAML reads it as a text, else in quotes.
    private static func scalar(_ text: String) -> String {
        let isPlain =
            !text.isEmpty && text.first.map { $0.isLetter || "./".contains($0) } == true
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "./:_-@".contains($0)) }
            && !text.hasSuffix(":") && !["true", "false", "null", "yes", "no", "on", "off"].contains(text.lowercased())
        guard !isPlain else { return text }
        return "\"" + text.reduce("") { $0 + ($1 == "\"" || $1 == "\\" ? "\\\($1)" : $1.isNewline ? " " : "\($1)") }
            + "\""
    }

    /// A repository's name as registries have it.
    private static func asName(_ text: String) -> String? {
        let name = text.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        let trimmed = String(name).split(separator: "-").joined(separator: "-")
        return trimmed.isEmpty ? nil : trimmed
    }

    /// A reference's registry (the host, and the path before the last part), and the rest with its tag.
    private static func parts(_ reference: String) -> (registry: String?, name: String) {
        let plain = reference.prefix { $0 != "@" }
        let parts = plain.split(separator: "/").map(String.init)
        guard parts.count > 1, let host = parts.first, host.contains(".") || host.contains(":") || host == "localhost"
        else { return (nil, String(plain)) }
        return (parts.dropLast().joined(separator: "/"), parts[parts.count - 1])
    }

    private static func tagged(_ name: String) -> String { name.contains(":") ? name : name + ":latest" }

    /// A reference's last part without its tag.
    private static func base(_ reference: String) -> String {
        let name = parts(reference).name.split(separator: "/").last.map(String.init) ?? ""
        return String(name.prefix { $0 != ":" })
    }
}
