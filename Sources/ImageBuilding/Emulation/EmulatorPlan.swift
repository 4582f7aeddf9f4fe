import Platforms

/// Decides what to change, from facts alone.
package enum EmulatorPlan {
    private static let package = "qemu-user-static"

    /// The next changes towards programs of an architecture running in containers, now and after the machine's next
    /// start. What a package brings is seen by asking again.
    /// - Returns: the changes; none when nothing is left to do.
    /// - Throws: the reason, in a sentence, when nothing can be done.
    package static func install(_ architecture: Architecture, _ facts: EmulatorSystem.Facts) throws(Obstacle)
        -> [EmulatorStep]
    {
        guard architecture.isNative == false else { return [] }
        let works = facts.proof == .runs
        if works, facts.startupSetting != nil { return [] }
        if !facts.isMounted { return [.mount] }
        if !facts.isEnabled { return [.switchOn] }
        if !works, let handler = facts.handlers.first, !handler.isEnabled, handler.worksInContainers {
            return [.enable(handler: handler.name)]
        }
        guard let program = facts.program else {
            guard facts.hasAPT else { throw Obstacle.noProgram }
            return [.installPackage(package)]
        }
        guard let entry = BinfmtEntry(architecture, interpreter: program) else { throw Obstacle.unusable(program) }
        if works { return [.keep(entry)] }
        // One that lacks the flag F, or whose emulator fails, would be asked before or beside the new one.
        let old = facts.handlers.map { EmulatorStep.unregister(handler: $0.name) }
        // Where nothing was registered yet, a setting for the start is as good as ours.
        let stays = old.isEmpty && facts.startupSetting != nil
        return old + [.register(entry)] + (stays ? [] : [.keep(entry)])
    }

    /// What has to be changed so that programs of an architecture no longer run.
    /// - Parameter own: the file in `/etc/binfmt.d` that mixarch wrote; nil when there is none.
    package static func remove(_ facts: EmulatorSystem.Facts, own: String?) -> [EmulatorStep] {
        facts.handlers.map { .unregister(handler: $0.name) } + (own.map { [.forget(path: $0)] } ?? [])
    }

    /// Why nothing can be done.
    package enum Obstacle: Error, Equatable {
        case noProgram
        case unusable(String)
    }
}

extension Architecture {
    /// Whether this machine's processor runs its programs without an emulator.
    var isNative: Bool { Architecture.host.runs(self) }
}
