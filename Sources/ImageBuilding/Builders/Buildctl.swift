import Platforms
import Processes
import RawJSON
import Reporting

/// `buildctl` and the BuildKit daemon that `BUILDKIT_HOST` names.
struct Buildctl: Sendable {
    private static let patience: Duration = .seconds(20)

    /// - Parameter address: what `BUILDKIT_HOST` says.
    /// - Throws: ``Failure`` with code `engine-missing`, saying why it can't be used.
    func inspect(_ address: String) async throws -> Builder {
        guard await Program.isInstalled("buildctl") else {
            throw Failure(
                .engineMissing, "buildctl is not installed",
                hint: "it comes with BuildKit (github.com/moby/buildkit/releases)")
        }
        let program = Program("buildctl", ["debug", "workers", "--format", "{{json .}}"], deadline: Self.patience)
        let result = try await program.run()
        guard result.status == 0 else {
            let said = result.errors.split(whereSeparator: \.isNewline).last.map(String.init) ?? "it printed nothing"
            throw Failure(
                .engineMissing, "no BuildKit answers at \(address): \(said)",
                hint: BuildKitProblem.hint(for: said) ?? "is buildkitd running there? BUILDKIT_HOST names its address")
        }
        return try Self.builder(parsing: result.output, address: address)
    }

    /// - Parameter text: the workers as JSON.
    static func builder(parsing text: String, address: String) throws(Failure) -> Builder {
        let workers = try JSONValue(parsing: text.utf8, source: "buildctl debug workers").array ?? []
        let nodes = workers.map { worker in
            BuilderNode(
                name: worker["id"]?.string ?? "", endpoint: address, status: "running",
                version: worker[path: "buildkitVersion", "version"]?.string,
                platforms: (worker["platforms"]?.array ?? []).compactMap { platform in
                    platform["architecture"]?.string.flatMap { Architecture($0) }.map {
                        Platform(
                            os: platform["os"]?.string ?? "linux", architecture: $0,
                            variant: platform["variant"]?.string)
                    }
                })
        }
        return Builder(name: "buildctl", driver: "buildctl", selected: false, nodes: nodes)
    }
}
