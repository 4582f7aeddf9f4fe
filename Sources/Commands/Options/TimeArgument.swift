import ArgumentParser

/// A time as one word of the command line: `90s`, `2m`, `1h`, `1m30s`, or seconds alone.
package struct TimeArgument: ExpressibleByArgument {
    package let duration: Duration
    private let text: String

    /// The largest first: no unit stands behind a smaller one.
    private static let units: [(letter: Character, seconds: Int)] = [("h", 3600), ("m", 60), ("s", 1)]
    /// A week.
    private static let longest = 604_800

    package init(_ duration: Duration) {
        self.duration = duration
        let seconds = Int(duration.components.seconds)
        var rest = seconds
        var text = ""
        for unit in Self.units where rest >= unit.seconds {
            text += "\(rest / unit.seconds)\(unit.letter)"
            rest %= unit.seconds
        }
        self.text = text.isEmpty ? "0s" : text
    }

    package init?(argument: String) {
        guard let seconds = Self.seconds(in: argument), seconds <= Self.longest else { return nil }
        duration = .seconds(seconds)
        text = argument
    }

    private static func seconds(in text: String) -> Int? {
        var rest = text[...]
        var units = units[...]
        var sum = 0
        repeat {
            let digits = rest.prefix { ("0"..."9").contains($0) }
            guard let number = Int(digits), number <= longest else { return nil }
            rest = rest.dropFirst(digits.count)
            // Seconds alone need no unit.
            guard let letter = rest.popFirst() else { return digits == text ? number : nil }
            guard let index = units.firstIndex(where: { $0.letter == letter }) else { return nil }
            sum += number * units[index].seconds
            units = units[(index + 1)...]
        } while !rest.isEmpty
        return sum
    }

    package var defaultValueDescription: String { text }

    /// - Throws: a `ValidationError` when nothing could be done in that time.
    func validateTimeout() throws {
        guard duration > .zero else {
            throw ValidationError("--timeout must be above 0: 90s, 5m, 1m30s, or seconds alone")
        }
    }
}
