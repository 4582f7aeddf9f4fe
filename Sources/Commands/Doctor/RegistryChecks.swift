import OCIModel
import OCIRegistry
import Reporting

/// The registry that images are pushed to, when one is named.
struct RegistryChecks: Sendable {
    let options: RegistryOptions

    func run() async -> [DoctorCheck] {
        let environment = Environment.variables
        let named = environment["MIXARCH_REGISTRY"].flatMap { $0.isEmpty ? nil : $0 }
        guard let registry = named ?? Self.fromSettings() else {
            return [
                DoctorCheck(
                    area: "registry", name: "registry", state: .warning, detail: "none is named",
                    remedy: "set MIXARCH_REGISTRY, or registry: in mixarch.yaml, or give whole references",
                    neededFor: [])
            ]
        }
        do {
            // A repository that is hardly there: what counts is whether the registry says so.
            let reference = try ImageReference(parsing: registry + "/mixarch-doctor:looks-here")
            try await options.open { stores in
                do {
                    _ = try await stores.image(reference).manifest()
                } catch let failure as Failure where Self.isAnswer(failure) {}
            }
            return [
                DoctorCheck(
                    area: "registry", name: registry, state: .ok, detail: "answers, and lets this user read",
                    neededFor: [.push])
            ]
        } catch {
            return [
                DoctorCheck(
                    area: "registry", name: registry, state: .missing, detail: DoctorWords.of(error),
                    remedy: DoctorWords.hint(error)
                        ?? "log in: mixarch registry login \(registry.prefix { $0 != "/" })",
                    neededFor: [.push])
            ]
        }
    }

    private static func isAnswer(_ failure: Failure) -> Bool {
        [.manifestUnknown, .repositoryUnknown].contains(failure.code)
    }

    private static func fromSettings() -> String? {
        (try? ProjectSettings(at: "."))?.registry
    }
}
