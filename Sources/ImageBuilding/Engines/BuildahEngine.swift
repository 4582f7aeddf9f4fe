import DockerfileModel
import Glibc
import Processes
import Reporting

/// buildah, with a storage of its own in mixarch's cache: nothing of the user's is touched, and layers stay for the
/// next build.
struct BuildahEngine: BuildEngine {
    let name = "buildah"
    private let settings: BuildSettings
    private let folder: String

    init(settings: BuildSettings) {
        self.settings = settings
        folder = settings.cacheFolder + "/buildah"
    }

    func export(
        _ request: EngineRequest, to path: String, onLine: @escaping @Sendable (String) -> Void
    ) async throws {
        try await locked(onLine) { buildah in
            try await buildah.run(
                buildah.build(request) + ["--output", "type=tar,dest=\(path)", request.context.folder],
                to: "build for \(request.platform)", environment: request.buildArguments, onLine)
        }
    }

    func image(
        _ request: EngineRequest, to folder: String, onLine: @escaping @Sendable (String) -> Void
    ) async throws {
        try await locked(onLine) { buildah in
            let identifier = folder + ".id"
            try await buildah.run(
                buildah.build(request) + [
                    "--timestamp", "\(request.epoch)", "--iidfile", identifier, request.context.folder,
                ], to: "build for \(request.platform)", environment: request.buildArguments, onLine)
            let image = Substring(try TextFile.read(identifier)).trimmed
            try await buildah.run(
                ["push"] + buildah.policy + [String(image), "oci:\(folder):latest"],
                to: "write the image for \(request.platform)", onLine)
        }
    }

    // MARK: Its storage

    private func locked(
        _ onLine: @escaping @Sendable (String) -> Void, _ body: (BuildahCommand) async throws -> Void
    ) async throws {
        try TextFile.makeFolder(folder)
        let lock = try await StoreLock.acquire(folder + "/lock") {
            onLine("waiting for another build that uses \(folder)")
        }
        defer { lock.release() }
        let command = try BuildahCommand(folder: folder, insecureRegistries: settings.insecureRegistries)
        try await removeLeftovers(command)
        try TextFile.write("", to: marker)
        // It stays when this process is killed: the next build cleans up then.
        defer { unlink(marker) }
        try await body(command)
    }

    private var marker: String { folder + "/building" }

    /// Removes the containers of a build that was killed.
    private func removeLeftovers(_ command: BuildahCommand) async throws {
        guard access(marker, F_OK) == 0 else { return }
        _ = try await command.program(["rm", "--all"]).run()
    }
}
