import ArgumentParser

extension ArgumentHelp {
    /// Help for an option that is nil when it is not given.
    /// - Parameters:
    ///   - abstract: what it is.
    ///   - valueName: what stands for its value.
    ///   - value: what holds without it.
    init(_ abstract: String, valueName: String, without value: some ExpressibleByArgument) {
        self.init("\(abstract) (default: \(value.defaultValueDescription))", valueName: valueName)
    }
}

/// A share as one word of the command line: `0.1%`.
struct PercentArgument: ExpressibleByArgument {
    /// From 0 on; 1 is 100 %.
    let share: Double
    private let text: String

    init(share: Double) {
        self.share = share
        text = "\(share * 100)%"
    }

    init?(argument: String) {
        guard let number = Double(argument.hasSuffix("%") ? String(argument.dropLast()) : argument), number >= 0,
            number.isFinite
        else { return nil }
        share = number / 100
        text = argument
    }

    var defaultValueDescription: String { text }
}

/// Growing percentages as one word of the command line: `10,50,100`.
struct StepsArgument: ExpressibleByArgument {
    let percentages: [Int]
    private let text: String

    init(_ percentages: [Int]) {
        self.percentages = percentages
        text = percentages.map(String.init).joined(separator: ",")
    }

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map {
            Int($0.hasSuffix("%") ? $0.dropLast() : $0)
        }
        percentages = parts.compactMap(\.self)
        guard percentages.count == parts.count else { return nil }
        text = argument
    }

    var defaultValueDescription: String { text }
}
