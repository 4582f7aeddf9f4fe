import FoundationEssentials
import Processes
import Reporting

/// Everything on this machine that builds.
public struct BuilderCatalogue: Sendable {
    /// What can't be used, and why.
    public struct Unusable: Sendable, Hashable, Encodable {
        public let name: String
        public let why: String
        public let hint: String?
    }

    /// What can be used.
    public let builders: [Builder]
    /// What can't.
    public let unusable: [Unusable]

    /// Asks all of them.
    /// - Parameters:
    ///   - environment: the variables that name builders: `BUILDX_BUILDER`, `BUILDKIT_HOST`.
    ///   - emulators: what runs foreign programs on this machine.
    public static func read(
        environment: [String: String] = ProcessInfo.processInfo.environment, emulators: Emulators = Emulators()
    ) async throws -> BuilderCatalogue {
        var builders: [Builder] = []
        var unusable: [Unusable] = []
        func note(_ name: String, _ failure: Failure) {
            unusable.append(Unusable(name: name, why: failure.message, hint: failure.hint))
        }
        let host = environment["BUILDKIT_HOST"].flatMap { $0.isEmpty ? nil : $0 }
        do {
            let names = try await Buildx().names()
            let named = environment["BUILDX_BUILDER"].flatMap { $0.isEmpty ? nil : $0 }
            let selected = named ?? (host == nil ? names.selected : nil)
            builders += try await inspected(names.all, selected: selected)
        } catch let failure as Failure where failure.code == .engineMissing {
            note("docker buildx", failure)
        }
        if let host {
            do {
                var builder = try await Buildctl().inspect(host)
                builder.selected = !builders.contains(where: \.selected)
                builders.append(builder)
            } catch let failure as Failure where failure.code == .engineMissing {
                note("buildctl", failure)
            }
        }
        if await Program.isInstalled("buildah") {
            var builder = Builder(buildahWith: emulators)
            builder.selected = !builders.contains(where: \.selected)
            builders.append(builder)
        } else {
            unusable.append(
                Unusable(name: "buildah", why: "it is not installed", hint: "apt-get install buildah"))
        }
        return BuilderCatalogue(builders: builders, unusable: unusable)
    }

    /// One that is out of reach keeps nobody waiting for the others.
    private static func inspected(_ names: [String], selected: String?) async throws -> [Builder] {
        try await withThrowingTaskGroup(of: (Int, Builder).self) { group in
            for (number, name) in names.enumerated() {
                group.addTask {
                    do {
                        var builder = try await Buildx().inspect(name).builder
                        builder.selected = name == selected
                        return (number, builder)
                    } catch let failure as Failure where failure.code == .engineMissing {
                        let node = BuilderNode(
                            name: name, endpoint: "", status: "unknown", platforms: [], problem: failure.message)
                        return (number, Builder(name: name, driver: "", selected: name == selected, nodes: [node]))
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}
