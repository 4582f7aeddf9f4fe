import Platforms
import Processes
import Reporting

/// BuildKit through `docker buildx`; the builder is the one that is selected there, or `BUILDX_BUILDER`'s.
struct BuildKitEngine: BuildEngine {
    let name = "BuildKit"

    func export(
        _ request: EngineRequest, to path: String, onLine: @escaping @Sendable (String) -> Void
    ) async throws {
        try await build(request, output: "type=tar,dest=\(path)", onLine: onLine)
    }

    func image(
        _ request: EngineRequest, to folder: String, onLine: @escaping @Sendable (String) -> Void
    ) async throws {
        let archive = folder + ".tar"
        try await build(request, output: "type=oci,dest=\(archive),rewrite-timestamp=true", onLine: onLine)
        try LayoutArchive.unpack(archive, to: folder)
    }

    private func build(
        _ request: EngineRequest, output: String, onLine: @escaping @Sendable (String) -> Void
    ) async throws {
        var arguments = [
            "buildx", "build", "--progress=plain", "--provenance=false", "--platform", request.platform.description,
            "--target", request.target, "--file", request.dockerfile, "--output", output,
        ]
        if !request.usesCache { arguments.append("--no-cache") }
        // The values stay out of the process list: docker takes them from the environment.
        for name in request.buildArguments.keys.sorted() { arguments += ["--build-arg", name] }
        var environment = request.buildArguments
        environment["SOURCE_DATE_EPOCH"] = "\(request.epoch)"
        let program = Program("docker", arguments + [request.context.folder], environment: environment)
        try await program.runChecked(to: "build for \(request.platform)", onLine: onLine)
    }
}
