import DockerfileModel
import Platforms

/// What `docker buildx inspect` prints of one builder.
package struct BuilderInspection: Sendable, Hashable {
    /// The builder.
    package let builder: Builder
    /// The options that each node was created with, by the node's name.
    package let options: [String: Set<String>]
    /// The platforms that the user has said the node is for, by the node's name.
    package let declared: [String: [Platform]]
    /// Whether it can write OCI layouts: Docker's own image store can't, containerd's can.
    package let storesLayouts: Bool

    /// - Parameters:
    ///   - text: what it printed. Lines that are not known are passed over: every version adds some.
    ///   - selected: whether builds use it when nothing else is said.
    /// - Returns: nil when the text is about no builder.
    package init?(parsing text: String, selected: Bool) {
        let lines = text.split(whereSeparator: \.isNewline).map(String.init)
        let start = lines.firstIndex { $0.hasPrefix("Nodes:") } ?? lines.endIndex
        let head = Self.fields(lines[..<start])
        guard let name = head["Name"], let driver = head["Driver"] else { return nil }
        var nodes: [BuilderNode] = []
        var options: [String: Set<String>] = [:]
        var declared: [String: [Platform]] = [:]
        var rest = lines[start...].dropFirst()
        while let first = rest.firstIndex(where: { $0.hasPrefix("Name:") }) {
            let end = rest[(first + 1)...].firstIndex { $0.hasPrefix("Name:") } ?? rest.endIndex
            let fields = Self.fields(rest[first..<end])
            let words = (fields["Platforms"] ?? "").split(separator: ",").map { $0.trimmed }
            let node = BuilderNode(
                name: fields["Name"] ?? "", endpoint: fields["Endpoint"] ?? "", status: fields["Status"] ?? "unknown",
                version: fields["BuildKit version"] ?? fields["Buildkit"] ?? fields["BuildKit"],
                platforms: Self.platforms(words), problem: fields["Error"])
            nodes.append(node)
            options[node.name] = Self.options(fields["Driver Options"] ?? "")
            declared[node.name] = Self.platforms(words.filter { $0.hasSuffix("*") })
            rest = rest[end...]
        }
        // What it says before its nodes is about the builder as a whole.
        if let problem = head["Error"], nodes.isEmpty {
            nodes = [BuilderNode(name: name, endpoint: "", status: "unknown", platforms: [], problem: problem)]
        }
        builder = Builder(name: name, driver: driver, selected: selected, nodes: nodes)
        self.options = options
        self.declared = declared
        storesLayouts = driver != "docker" || lines.contains { $0.contains("buildkit.worker.snapshotter:") }
    }

    /// Lines that begin with their name; what is indented belongs to lists.
    private static func fields(_ lines: some Sequence<String>) -> [String: String] {
        var fields: [String: String] = [:]
        for line in lines where line.first?.isWhitespace == false {
            guard let colon = line.firstIndex(of: ":") else { continue }
            fields[String(line[..<colon])] = String(line[line.index(after: colon)...].trimmed)
        }
        return fields
    }

    private static func platforms(_ words: [some StringProtocol]) -> [Platform] {
        words.compactMap { word in try? Platform(parsing: word.hasSuffix("*") ? word.dropLast() : word[...]) }
    }

    /// `namespace="builds" nodeselector="kubernetes.io/arch=arm64"`, as `namespace=builds`, …
    private static func options(_ text: String) -> Set<String> {
        var found: Set<String> = []
        var word = ""
        var isQuoted = false
        for character in text + " " {
            if character == "\"" {
                isQuoted.toggle()
            } else if character == " ", !isQuoted {
                if !word.isEmpty { found.insert(word) }
                word = ""
            } else {
                word.append(character)
            }
        }
        return found
    }
}
