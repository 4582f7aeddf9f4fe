import Processes
import Reporting

/// Finds the engine that this machine has.
struct EngineFinder {
    let settings: BuildSettings
    private static let patience: Duration = .seconds(20)

    /// - Throws: ``Failure`` with code `engine-missing`, saying how to get one.
    func find() async throws -> any BuildEngine {
        switch settings.engine {
        case .buildkit:
            guard await isBuildKitUsable() else {
                throw Failure(
                    .engineMissing, "docker buildx does not work here",
                    hint: "see what it says: docker buildx inspect --bootstrap; or use --engine buildah")
            }
            return BuildKitEngine()
        case .buildah:
            guard await Program.isInstalled("buildah") else {
                throw Failure(.engineMissing, "buildah is not installed", hint: Self.installation)
            }
            return BuildahEngine(settings: settings)
        case .automatic:
            if await isBuildKitUsable() { return BuildKitEngine() }
            guard await Program.isInstalled("buildah") else {
                throw Failure(
                    .engineMissing, "this Dockerfile has stages with RUN, and nothing here can run them",
                    hint: Self.installation + ", or start Docker with its buildx plugin")
            }
            return BuildahEngine(settings: settings)
        }
    }

    private static let installation = "install it: apt-get install buildah"

    /// Whether docker has its buildx plugin and a builder that answers.
    private func isBuildKitUsable() async -> Bool {
        guard await Program.isInstalled("docker") else { return false }
        let probe = Program("docker", ["buildx", "inspect", "--bootstrap"], deadline: Self.patience)
        return (try? await probe.run().status) == 0
    }
}

extension Failure.Code {
    /// Nothing that can run a stage is here.
    public static let engineMissing = Self("engine-missing", .remote)
}
