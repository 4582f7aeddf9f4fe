import ArgumentParser
import Platforms
import Reporting

/// A list of platforms as one word of the command line: `linux/amd64,linux/arm64`.
struct PlatformList: ExpressibleByArgument {
    let platforms: Result<[Platform], Failure>
    private let text: String

    init(argument: String) {
        text = argument
        platforms = Result { () throws(Failure) in try Platform.list(parsing: argument) }
    }

    var defaultValueDescription: String { text }
}

/// An architecture as one word of the command line.
struct ArchitectureArgument: ExpressibleByArgument {
    let text: String

    init(argument: String) { text = argument }

    /// - Throws: ``Failure`` with code `unknown-platform`.
    func architecture() throws(Failure) -> Architecture {
        try Platform(parsing: text).architecture
    }
}
