import FoundationEssentials
import Platforms
import Reporting

/// The emulators that this machine's kernel starts for foreign programs (binfmt_misc).
///
/// Source: Linux, Documentation/admin-guide/binfmt-misc.rst.
public struct Emulators: Sendable {
    private let folder: String

    /// - Parameter folder: where the kernel shows its handlers.
    public init(folder: String = "/proc/sys/fs/binfmt_misc") { self.folder = folder }

    /// What the kernel has for an architecture.
    public enum State: Sendable, Equatable {
        case missing
        case disabled(handler: String)
        /// The emulator is looked up inside the container, where it isn't: the flag F is missing.
        case outsideContainersOnly(handler: String)
        case ready(handler: String)
    }

    /// - Parameter architecture: whose programs shall run.
    /// - Returns: the best handler's state.
    public func state(for architecture: Architecture) -> State {
        guard let best = handlers(for: architecture).first else { return .missing }
        guard best.isEnabled else { return .disabled(handler: best.name) }
        return best.worksInContainers ? .ready(handler: best.name) : .outsideContainersOnly(handler: best.name)
    }

    /// The handlers for an architecture, the best one first.
    func handlers(for architecture: Architecture) -> [BinfmtHandler] {
        func rank(_ handler: BinfmtHandler) -> Int { !handler.isEnabled ? 2 : handler.worksInContainers ? 0 : 1 }
        return handlers.filter { $0.architecture == architecture }.sorted { (rank($0), $0.name) < (rank($1), $1.name) }
    }

    /// Every handler of the kernel; none when it shows none.
    var handlers: [BinfmtHandler] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().filter { $0 != "status" && $0 != "register" }.compactMap { name in
            FileManager.default.contents(atPath: folder + "/" + name).flatMap {
                BinfmtHandler(name: name, parsing: String(decoding: $0, as: UTF8.self))
            }
        }
    }

    /// - Parameter architecture: whose programs have to run.
    /// - Throws: ``Failure`` with code `emulator-missing`, saying how to get it.
    public func require(_ architecture: Architecture) throws(Failure) {
        let problem: String
        switch state(for: architecture) {
        case .ready: return
        case .missing: problem = "this machine has no emulator for \(architecture) programs"
        case .disabled(let handler): problem = "the emulator \(handler) for \(architecture) programs is switched off"
        case .outsideContainersOnly(let handler):
            problem = "the emulator \(handler) does not work inside containers (it lacks the flag F)"
        }
        throw Failure(
            .emulatorMissing, problem, hint: "install it: mixarch emulator install linux/\(architecture)")
    }
}

extension Failure.Code {
    /// Programs of another architecture can't run here.
    public static let emulatorMissing = Self("emulator-missing", .remote)
}
