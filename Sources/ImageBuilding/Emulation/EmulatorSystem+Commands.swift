import FoundationEssentials
import Platforms
import Reporting

extension EmulatorSystem {
    /// Every change shows more facts; a machine that needs more rounds than these does not settle.
    private static let mostRounds = 6

    /// - Parameter architectures: those to look at; empty for amd64, arm64 and what has a handler.
    /// - Returns: which programs run here; each was tried.
    public func report(_ architectures: [Architecture] = []) async -> EmulatorReport {
        let asked = architectures.isEmpty ? Set([.amd64, .arm64] + registered).sorted() : architectures
        var statuses: [EmulatorStatus] = []
        for architecture in asked { statuses.append(EmulatorStatus(architecture, await facts(architecture))) }
        return EmulatorReport(statuses)
    }

    /// Lets this machine run programs of an architecture, in containers too, now and after its next start.
    /// - Parameters:
    ///   - architecture: whose programs.
    ///   - isRehearsal: whether only the first changes are named, and none is made.
    ///   - progress: gets each change.
    /// - Returns: the changes that were made, or would be.
    /// - Throws: ``Failure`` with code `emulator-missing` when there is no emulator to register, `emulator-not-changed`
    ///   when the kernel does not take it.
    public func install(
        _ architecture: Architecture, isRehearsal: Bool, progress: any ProgressReporter = SilentProgress()
    ) async throws -> [String] {
        var done: [EmulatorStep] = []
        for _ in 0..<Self.mostRounds {
            let steps: [EmulatorStep]
            let facts = await facts(architecture)
            do {
                steps = try EmulatorPlan.install(architecture, facts)
            } catch {
                throw Self.failure(error, architecture)
            }
            if isRehearsal { return steps.map(\.title) }
            // The same change again would not help either.
            guard !steps.isEmpty, !steps.contains(where: done.contains) else { break }
            do {
                for step in steps {
                    progress.report(.note(step.title))
                    try await perform(step)
                    done.append(step)
                }
            } catch {
                await restore(facts.handlers, takenAwayBy: done, progress)
                throw error
            }
        }
        return done.map(\.title)
    }

    /// A kernel that refuses the new handler must not be left without the old one.
    private func restore(
        _ handlers: [BinfmtHandler], takenAwayBy done: [EmulatorStep], _ progress: any ProgressReporter
    ) async {
        let isReplaced = done.contains { if case .register = $0 { true } else { false } }
        guard !isReplaced else { return }
        for handler in handlers where done.contains(.unregister(handler: handler.name)) {
            let step = EmulatorStep.restore(handler)
            do {
                try await perform(step)
                progress.report(.note(step.title))
            } catch {
                progress.report(
                    .warning("the handler \(handler.name) is gone, and could not be registered again: \(error)"))
            }
        }
    }

    /// Takes every handler for an architecture away.
    /// - Parameters:
    ///   - architecture: whose programs shall not run any more.
    ///   - isRehearsal: whether the changes are only named.
    ///   - progress: gets each change.
    /// - Returns: the changes that were made, or would be.
    /// - Throws: ``Failure`` with code `emulator-not-changed`; `usage` when this machine's own processor runs them.
    public func remove(
        _ architecture: Architecture, isRehearsal: Bool, progress: any ProgressReporter = SilentProgress()
    ) async throws -> [String] {
        guard !architecture.isNative else {
            throw Failure(.usage, "\(architecture) is this machine's own architecture: there is no emulator to remove")
        }
        let steps = EmulatorPlan.remove(await facts(architecture), own: ownSetting(architecture))
        if !isRehearsal {
            for step in steps {
                progress.report(.note(step.title))
                try await perform(step)
            }
            if let left = await facts(architecture).startupSetting {
                progress.report(
                    .warning(
                        "\(left) registers it again when the machine starts: remove the package that it belongs to"))
            }
        }
        return steps.map(\.title)
    }

    private static func failure(_ obstacle: EmulatorPlan.Obstacle, _ architecture: Architecture) -> Failure {
        switch obstacle {
        case .noProgram:
            Failure(
                .emulatorMissing, "QEMU for \(architecture) programs is not installed, as a static program",
                hint: "install your distribution's package of QEMU's static user mode programs (qemu-user-static), "
                    + "then run this again")
        case .unusable(let path): Failure(.emulatorMissing, "the kernel can't take \(path) as an emulator")
        }
    }
}
