import OCIModel
import OCIRegistry
import Platforms
import Reporting

/// Finds what would make a build fail before anything is run or written.
struct BuildPreflight {
    let plan: BuildPlan
    let request: BuildRequest
    let settings: BuildSettings
    let stores: any ImageAccess
    let emulators: Emulators
    /// What runs stages; nil for this machine.
    let builder: Builder?

    /// - Throws: ``Failure`` with code `emulator-missing`, `missing-source`, `unreachable`, …
    func check() async throws {
        try checkEmulators()
        try checkSources()
        try await checkDestinations()
    }

    private func checkEmulators() throws(Failure) {
        if !settings.emulates, let stage = plan.stages.first(where: { $0.runs == .emulated }) {
            throw Failure(
                .emulationRefused, "stage \(stage.name) would be emulated: \(stage.why)",
                hint: stage.proposal ?? "leave --no-emulation out, or give the target a builder: mixarch builder create"
            )
        }
        for architecture in plan.emulated where !isServed(architecture) { try emulators.require(architecture) }
    }

    /// Whether the builder says that it builds for the architecture: what it emulates, its machine emulates.
    private func isServed(_ architecture: Architecture) -> Bool {
        guard let builder, builder.driver != "buildah" else { return false }
        return builder.nodes.contains { node in
            node.problem == nil && node.platforms.contains { $0.platform.architecture == architecture }
        }
    }

    private func checkSources() throws(Failure) {
        guard case .assembled(let chain) = plan.final else { return }
        for platform in plan.platforms {
            for copy in chain.flatMap({ plan.resolutions[platform]?[$0]?.copies ?? [] }) where copy.from == nil {
                _ = try request.context.sources(of: copy, in: plan.dockerfile)
            }
        }
    }

    private func checkDestinations() async throws {
        for case .registry(let reference) in request.destinations {
            let image = stores.image(reference)
            do {
                _ = try await image.store.resolve(image.reference)
            } catch let failure as Failure where failure.code == .unreachable || failure.code == .timedOut {
                throw failure
            } catch is Failure {
                // That there is nothing yet is the rule; what else may be wrong shows when it is pushed.
            }
        }
    }
}

extension Failure.Code {
    /// A stage would have to be emulated, and must not be.
    public static let emulationRefused = Self("emulation-refused", .negative)
}
