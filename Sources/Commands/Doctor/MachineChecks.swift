import Glibc
import ImageBuilding
import Platforms
import Processes
import Reporting

/// This machine: its system, what builds images on it, and whose programs it runs.
enum MachineChecks {
    static func run() async -> [DoctorCheck] {
        async let engines = engines()
        async let emulator = emulator()
        return await [system()] + engines + [emulator]
    }

    private static func system() -> DoctorCheck {
        var text = [CChar](repeating: 0, count: 64)
        // `glibc 2.36`
        let length = confstr(CInt(_CS_GNU_LIBC_VERSION), &text, text.count)
        let name = String(decoding: text.prefix(max(Int(length) - 1, 0)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return DoctorCheck(
            area: "machine", name: "system", state: .ok,
            detail: "linux/\(Architecture.host.name), \(name); mixarch's libraries are there, as it runs")
    }

    private static func engines() async -> [DoctorCheck] {
        let needs: [DoctorNeed] = [.build]
        var checks: [DoctorCheck] = []
        do {
            let catalogue = try await BuilderCatalogue.read()
            for builder in catalogue.builders {
                let platforms = builder.nodes.flatMap(\.platforms).map {
                    "\($0.platform.architecture) \($0.runs.rawValue)"
                }
                let problems = builder.nodes.compactMap(\.problem)
                checks.append(
                    DoctorCheck(
                        area: "engines", name: builder.name, state: problems.isEmpty ? .ok : .warning,
                        detail: "\(builder.driver): "
                            + (problems.isEmpty
                                ? Set(platforms).sorted().joined(separator: ", ") : problems.joined(separator: "; "))))
            }
            for entry in catalogue.unusable {
                checks.append(
                    DoctorCheck(
                        area: "engines", name: entry.name, state: .warning, detail: entry.why, remedy: entry.hint))
            }
        } catch {
            checks.append(
                DoctorCheck(area: "engines", name: "builders", state: .warning, detail: DoctorWords.of(error)))
        }
        if !checks.contains(where: { $0.state == .ok }) {
            checks.append(
                DoctorCheck(
                    area: "engines", name: "RUN", state: .warning,
                    detail:
                        "nothing here can run a Dockerfile's commands; stages without any are built by mixarch itself",
                    remedy: "apt-get install buildah, or Docker with buildx; or name a daemon with BUILDKIT_HOST",
                    neededFor: needs))
        }
        return checks
    }

    private static func emulator() async -> DoctorCheck {
        let other: Architecture = Architecture.host == .arm64 ? .amd64 : .arm64
        guard
            let status = await EmulatorSystem().report([other]).architectures.first(where: {
                $0.platform.architecture == other
            })
        else {
            return DoctorCheck(area: "engines", name: "emulator", state: .warning, detail: "\(other) was not looked at")
        }
        let notes = status.notes.isEmpty ? "" : "; " + status.notes.joined(separator: "; ")
        return DoctorCheck(
            area: "engines", name: "emulator", state: status.works ? .ok : .warning,
            detail: "programs for \(other): \(status.state.rawValue)\(notes)",
            remedy: status.works
                ? nil : "only builds without a builder for \(other) need it: mixarch emulator install linux/\(other)")
    }
}

/// Failures in one line.
enum DoctorWords {
    static func of(_ error: any Error) -> String { (error as? Failure)?.message ?? "\(error)" }

    static func hint(_ error: any Error) -> String? { (error as? Failure)?.hint }
}
