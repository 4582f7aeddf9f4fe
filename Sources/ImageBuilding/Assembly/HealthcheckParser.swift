import DockerfileModel
import OCIModel
import Reporting

/// Reads HEALTHCHECK.
struct HealthcheckParser {
    private let dockerfile: Dockerfile

    init(_ dockerfile: Dockerfile) { self.dockerfile = dockerfile }

    /// - Parameter instruction: HEALTHCHECK.
    /// - Throws: ``Failure`` with code `invalid-dockerfile`.
    func parse(_ instruction: Instruction) throws(Failure) -> Healthcheck {
        let word = instruction.words.first?.text.uppercased()
        if word == "NONE", instruction.words.count == 1 { return Healthcheck(test: ["NONE"]) }
        guard word == "CMD", instruction.words.count > 1 else {
            throw dockerfile.failure(
                instruction.position, "HEALTHCHECK needs NONE, or CMD and a command",
                hint: "such as HEALTHCHECK CMD curl --fail localhost:8080/health")
        }
        let command = String(Substring(instruction.arguments.dropFirst("CMD".count)).trimmed)
        var check = Healthcheck(
            // Whoever runs it takes the image's SHELL.
            test: ExecForm.parse(command).map { ["CMD"] + $0 } ?? ["CMD-SHELL", command])
        check.interval = try duration("interval", of: instruction)
        check.timeout = try duration("timeout", of: instruction)
        check.startPeriod = try duration("start-period", of: instruction)
        check.startInterval = try duration("start-interval", of: instruction)
        if let flag = instruction.flag("retries") {
            guard let retries = flag.value.flatMap({ Int($0) }), retries >= 0 else {
                throw dockerfile.failure(flag.position, "--retries needs a number")
            }
            check.retries = retries
        }
        return check
    }

    private func duration(_ name: String, of instruction: Instruction) throws(Failure) -> Duration? {
        guard let flag = instruction.flag(name) else { return nil }
        guard let duration = Self.duration(flag.value ?? "") else {
            throw dockerfile.failure(flag.position, "--\(name) needs a duration", hint: "such as 30s or 1m30s")
        }
        return duration
    }

    /// Go's form of a duration: numbers with units, such as `1m30s`.
    private static func duration(_ text: String) -> Duration? {
        let units: [(String, Double)] = [("ms", 0.001), ("us", 1e-6), ("ns", 1e-9), ("h", 3600), ("m", 60), ("s", 1)]
        var rest = text[...]
        var seconds = 0.0
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isNumber || $0 == "." }
            rest = rest.dropFirst(digits.count)
            guard let number = Double(digits), let unit = units.first(where: { rest.hasPrefix($0.0) }) else {
                return nil
            }
            seconds += number * unit.1
            rest = rest.dropFirst(unit.0.count)
        }
        return text.isEmpty ? nil : .nanoseconds(Int64((seconds * 1e9).rounded()))
    }
}
