import ArgumentParser
import Console
import ImageBuilding
import Platforms

struct BuilderListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        command: "list", abstract: "Show what can build here, and for which platforms natively.",
        discussion: """
            docker buildx's builders with their machines, the BuildKit daemon of BUILDKIT_HOST, and buildah. A machine's \
            own architecture is the one that BuildKit lists first, or that the node was created for.

            Examples:
              mixarch builder list
              mixarch builder list --format json
            """)

    @OptionGroup var output: OutputOptions

    struct Result: Encodable {
        let builders: [Builder]
        let unusable: [BuilderCatalogue.Unusable]
    }

    func run() async throws {
        let catalogue = try await BuilderCatalogue.read()
        try output.show(Result(builders: catalogue.builders, unusable: catalogue.unusable)) { _ in
            var table = Table(["builder", "driver", "node", "endpoint", "status", "native", "emulated"])
            for builder in catalogue.builders {
                for node in builder.nodes {
                    table.add([
                        builder.name + (builder.selected ? " *" : ""), builder.driver, node.name,
                        // What follows in a Kubernetes deployment's address repeats the other columns.
                        String(node.endpoint.prefix { $0 != "?" }), node.status,
                        Self.architectures(of: node, .native), Self.architectures(of: node, .emulated),
                    ])
                }
            }
            let problems = catalogue.builders.flatMap(\.nodes).compactMap { node in
                node.problem.map { "\(node.name): \($0)\n" }
            }
            let unusable = catalogue.unusable.map { entry in
                "\(entry.name): \(entry.why)\n" + (entry.hint.map { "  \($0)\n" } ?? "")
            }
            return table.text + (problems + unusable).joined()
        }
    }

    private static func architectures(of node: BuilderNode, _ runs: Runs) -> String {
        var names: [String] = []
        for served in node.platforms where served.runs == runs {
            let name = served.platform.architecture.description
            if !names.contains(name) { names.append(name) }
        }
        return names.joined(separator: ",")
    }
}
