import Processes
import Reporting

/// BuildKit: through `docker buildx` with its builders, or through `buildctl` to a daemon of its own.
struct BuildKitEngine: BuildEngine {
    /// How BuildKit is reached.
    enum Route: Sendable {
        /// - Parameter storesLayouts: whether it can write OCI layouts; Docker's own image store can't.
        case buildx(BuildxCommand, storesLayouts: Bool)
        /// The daemon at `BUILDKIT_HOST`.
        case buildctl
    }

    let route: Route
    let name = "BuildKit"
    let runsEqualStepsOnce = true

    func export(
        _ request: EngineRequest, to path: String, onLine: @escaping @Sendable (String) -> Void
    ) async throws {
        try await build(request, output: "type=tar,dest=\(path)", onLine: onLine)
    }

    func image(
        _ request: EngineRequest, to folder: String, onLine: @escaping @Sendable (String) -> Void
    ) async throws {
        let archive = folder + ".tar"
        if case .buildx(_, storesLayouts: false) = route {
            try await saveImage(request, to: archive, onLine: onLine)
        } else {
            try await build(request, output: "type=oci,dest=\(archive),rewrite-timestamp=true", onLine: onLine)
        }
        try LayoutArchive.unpack(archive, to: folder)
    }

    private func build(
        _ request: EngineRequest, output: String, onLine: @escaping @Sendable (String) -> Void
    ) async throws {
        let program =
            switch route {
            case .buildx(let command, _):
                Program(
                    "docker", command.arguments(for: request, output: output),
                    environment: command.environment(for: request))
            case .buildctl: Program("buildctl", BuildctlCommand.arguments(for: request, output: output))
            }
        let result = try await program.run(onLine: onLine)
        guard result.status != 0 else { return }
        // It was told to end.
        try Task.checkCancellation()
        throw BuildKitProblem(in: result.errors).failure(
            of: "\(program.executable) could not build for \(request.platform) (exit status \(result.status))",
            places: request.places)
    }

    /// Docker without containerd's image store writes no OCI layouts; what it saves is one since Docker 25.
    private func saveImage(
        _ request: EngineRequest, to archive: String, onLine: @escaping @Sendable (String) -> Void
    ) async throws {
        let image = "mixarch-build:" + request.identity
        try await build(request, output: "type=docker,name=\(image)", onLine: onLine)
        let saved = Program("docker", ["image", "save", "--output", archive, image])
        do {
            try await saved.runChecked(to: "write the image for \(request.platform)", onLine: onLine)
        } catch {
            _ = try? await Program("docker", ["image", "rm", image]).run()
            throw error
        }
        _ = try await Program("docker", ["image", "rm", image]).run()
    }
}
