import ArgumentParser

/// A time as one word of the command line: `90s`, `2m`, `1h`, or seconds alone.
package struct TimeArgument: ExpressibleByArgument {
    package let duration: Duration
    private let text: String

    private static let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600]

    package init(_ duration: Duration) {
        self.duration = duration
        let seconds = Int(duration.components.seconds)
        let unit: Character = seconds > 0 && seconds % 3600 == 0 ? "h" : seconds > 0 && seconds % 60 == 0 ? "m" : "s"
        text = "\(seconds / (Self.units[unit] ?? 1))\(unit)"
    }

    package init?(argument: String) {
        let unit = argument.last.flatMap { Self.units[$0] }
        guard let number = Int(unit == nil ? argument : String(argument.dropLast())), (0...604_800).contains(number)
        else { return nil }
        duration = .seconds(number * (unit ?? 1))
        text = argument
    }

    package var defaultValueDescription: String { text }

    /// - Throws: a `ValidationError` when nothing could be done in that time.
    func validateTimeout() throws {
        guard duration > .zero else { throw ValidationError("--timeout must be above 0: 90s, 5m, or seconds alone") }
    }
}
