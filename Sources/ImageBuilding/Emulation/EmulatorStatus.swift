import Platforms

/// Whether this machine runs programs of an architecture, and how.
public struct EmulatorStatus: Sendable, Hashable, Codable {
    /// How programs run.
    public enum State: String, Sendable, Hashable, Codable {
        case native
        case emulated
        /// There is a handler, and programs fail all the same.
        case broken
        case missing
    }

    /// Whose programs these are.
    public let platform: Platform
    /// How they run.
    public let state: State
    /// The kernel's handler.
    public let handler: String?
    /// The handler's emulator.
    public let interpreter: String?
    /// The handler's flags; F lets it work in containers.
    public let flags: String?
    /// What registers it when the machine starts; nil when nothing does.
    public let startupSetting: String?
    /// What is wrong, or worth knowing.
    public let notes: [String]

    /// Whether programs run, also in containers.
    public var works: Bool { state == .native || state == .emulated }

    init(_ architecture: Architecture, _ facts: EmulatorSystem.Facts) {
        platform = Platform(architecture: architecture)
        let best = facts.handlers.first
        var notes: [String] = []
        switch facts.proof {
        case .runs: state = architecture.isNative ? .native : .emulated
        case .runsOutsideContainers where best?.worksInContainers == true && best?.isEnabled == true:
            state = .emulated
            notes.append("tried outside of containers only: as this user it can't be tried inside")
        case .runsOutsideContainers:
            state = architecture.isNative ? .native : .broken
            if state == .broken { notes.append("it works outside of containers only: the handler lacks the flag F") }
        case .fails(let reason):
            state = best == nil ? .missing : .broken
            if let best {
                let what =
                    !best.isEnabled
                    ? "it is switched off"
                    : best.worksInContainers ? reason : "the handler lacks the flag F: it is not found in containers"
                notes.append(what)
            } else if !facts.isMounted {
                notes.append("binfmt_misc is not mounted")
            }
        }
        let isForeign = state != .native
        handler = isForeign ? best?.name : nil
        interpreter = isForeign ? best?.interpreter : nil
        flags = isForeign ? best?.flags : nil
        startupSetting = isForeign ? facts.startupSetting : nil
        if state == .emulated, facts.startupSetting == nil {
            notes.append("it is gone when the machine starts again: mixarch emulator install makes it stay")
        }
        if isForeign, facts.startupSetting != nil, let weak = facts.weakSetting {
            notes.append(
                "\(weak) registers an emulator without the flag F at the same time: which one wins is chance; remove that one"
            )
        }
        self.notes = notes
    }
}

/// What this machine runs.
public struct EmulatorReport: Sendable, Hashable, Codable {
    /// The platforms whose programs were seen to run.
    public let supported: [Platform]
    /// The kernel's handlers for them.
    public let emulators: [String]
    /// Each architecture that was asked about, or has a handler.
    public let architectures: [EmulatorStatus]

    init(_ statuses: [EmulatorStatus]) {
        supported = statuses.filter(\.works).map(\.platform)
        emulators = statuses.filter { $0.state == .emulated }.compactMap(\.handler)
        architectures = statuses
    }
}
