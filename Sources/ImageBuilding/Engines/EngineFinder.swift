import FoundationEssentials
import Glibc
import Platforms
import Processes
import Reporting

/// Finds the engine that this machine has.
public struct EngineFinder: Sendable {
    private let settings: BuildSettings
    private let environment: [String: String]
    private let emulators: Emulators

    /// - Parameters:
    ///   - settings: which engine and builder is wanted.
    ///   - environment: the variables that name builders: `BUILDX_BUILDER`, `BUILDKIT_HOST`.
    ///   - emulators: what runs foreign programs on this machine.
    public init(
        settings: BuildSettings, environment: [String: String] = ProcessInfo.processInfo.environment,
        emulators: Emulators = Emulators()
    ) {
        self.settings = settings
        self.environment = environment
        self.emulators = emulators
    }

    /// - Returns: the engine that was asked for, else the first that works: the builder that was named, the daemon
    ///   that `BUILDKIT_HOST` names, `docker buildx`, buildah.
    /// - Throws: ``Failure`` with code `engine-missing`, saying what is wrong with each, and how to get one.
    public func find() async throws -> FoundEngine {
        switch settings.engine {
        case .buildkit: try await buildx(why: "--engine buildkit")
        case .buildctl: try await buildctl(why: "--engine buildctl")
        case .buildah: try await buildah(why: "--engine buildah")
        case .automatic: try await automatic()
        }
    }

    private func automatic() async throws -> FoundEngine {
        // What the user has named is used, or said to be out of order: nothing else takes its place.
        if let builder = settings.builder { return try await buildx(why: "--builder \(builder)") }
        if let builder = environment["BUILDX_BUILDER"], !builder.isEmpty {
            return try await buildx(why: "BUILDX_BUILDER is \(builder)")
        }
        if buildKitHost != nil { return try await buildctl(why: "BUILDKIT_HOST names a daemon") }
        let problem: Failure
        do {
            return try await buildx(why: "docker buildx works here")
        } catch let failure as Failure where failure.code == .engineMissing {
            problem = failure
        }
        guard await Program.isInstalled("buildah") else {
            throw Failure(
                .engineMissing,
                "this Dockerfile has stages with RUN, and nothing here can run them: \(problem.message);"
                    + " buildah is not installed",
                hint: "\(Self.buildahInstallation); or: \(problem.hint ?? "start Docker")")
        }
        return try await buildah(why: problem.message)
    }

    // MARK: Each of them

    private func buildx(why: String) async throws -> FoundEngine {
        let inspection = try await Buildx().inspect(settings.builder, starts: true)
        let builder = inspection.builder
        let route = BuildKitEngine.Route.buildx(
            BuildxCommand(builder: settings.builder), storesLayouts: inspection.storesLayouts)
        let store = inspection.storesLayouts ? "" : ", without containerd's image store: its layers are not compressed"
        return FoundEngine(
            engine: BuildKitEngine(route: route),
            why: "\(why); builder \(builder.name), driver \(builder.driver)\(store)",
            builder: builder)
    }

    private var buildKitHost: String? { environment["BUILDKIT_HOST"].flatMap { $0.isEmpty ? nil : $0 } }

    private func buildctl(why: String) async throws -> FoundEngine {
        // Where buildkitd listens when nobody says otherwise.
        let address = buildKitHost ?? "unix:///run/buildkit/buildkitd.sock"
        return FoundEngine(
            engine: BuildKitEngine(route: .buildctl), why: "\(why); buildctl at \(address)",
            builder: try await Buildctl().inspect(address))
    }

    private func buildah(why: String) async throws -> FoundEngine {
        guard await Program.isInstalled("buildah") else {
            throw Failure(.engineMissing, "buildah is not installed", hint: Self.buildahInstallation)
        }
        if geteuid() != 0 { try await checkUserRange() }
        return FoundEngine(
            engine: BuildahEngine(settings: settings), why: why, builder: Builder(buildahWith: emulators))
    }

    /// Without root, RUN needs more users than one.
    private func checkUserRange() async throws {
        let map = try await Program("buildah", ["unshare", "cat", "/proc/self/uid_map"]).run()
        guard map.output.split(whereSeparator: \.isNewline).count < 2 else { return }
        throw Failure(
            .engineMissing, "buildah can't run stages as this user, who has no range of user ids of their own",
            hint: "as root: usermod --add-subuids 100000-165535 --add-subgids 100000-165535 USER;"
                + " and apt-get install uidmap")
    }

    private static let buildahInstallation = "install buildah: apt-get install buildah"
}

extension Builder {
    /// buildah on this machine.
    /// - Parameter emulators: what runs foreign programs here.
    public init(buildahWith emulators: Emulators) {
        let foreign = [Architecture.amd64, .arm64].filter {
            guard $0 != .host, case .ready = emulators.state(for: $0) else { return false }
            return true
        }
        let platforms = ([.host] + foreign).map { Platform(architecture: $0) }
        self.init(
            name: "buildah", driver: "buildah", selected: false,
            nodes: [BuilderNode(name: "this machine", endpoint: "local", status: "running", platforms: platforms)])
    }
}

extension Failure.Code {
    /// Nothing that can run a stage is here.
    public static let engineMissing = Self("engine-missing", .remote)
}
