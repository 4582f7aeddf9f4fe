import FoundationEssentials
import Processes
import RawJSON
import Testing

/// The built program, and the lab around it. `make test` sets `MIXARCH_BINARY` and the lab's variables.
struct Mixarch {
    /// Whether the built program was named; without it the integration tests say that they are skipped.
    static var isNamed: Bool { variable("MIXARCH_BINARY") != nil }

    static let reason: Comment = "set MIXARCH_BINARY to the built program, and the lab's variables: make test"

    static func variable(_ name: String) -> String? { ProcessInfo.processInfo.environment[name] }

    /// The lab's registry. A missing lab is a failure, never a silent success.
    static func registry() throws -> String {
        try #require(variable("MIXARCH_LAB_REGISTRY"), "the lab is not up: lab/up; eval \"$(lab/env)\"")
    }

    /// Runs the built program.
    /// - Parameters:
    ///   - arguments: its command line.
    ///   - folder: where it runs.
    ///   - environment: variables that are added.
    static func run(
        _ arguments: String..., in folder: String? = nil, environment: [String: String] = [:]
    ) async throws -> ProgramResult {
        try await program(arguments, in: folder, environment: environment).run()
    }

    /// Runs the built program with `--format json`.
    static func json(
        _ arguments: String..., in folder: String? = nil
    ) async throws -> (status: Int, value: JSONValue) {
        let result = try await program(arguments + ["--format", "json"], in: folder).run()
        let value = try JSONValue(parsing: result.output.utf8, source: "mixarch \(arguments[0]): \(result.errors)")
        return (result.status, value)
    }

    static func program(
        _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:]
    ) throws -> Program {
        let binary = try #require(variable("MIXARCH_BINARY"))
        return Program(
            binary, arguments, environment: environment, workingDirectory: folder, deadline: .seconds(600))
    }

    /// The folder of the checkout.
    static var checkout: String {
        #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
    }
}

/// A folder of a test's own, removed afterwards.
func withFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let path = FileManager.default.temporaryDirectory.path + "/mixarch-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await body(path)
}

extension String {
    /// Writes the text as a file, with the folders on the way.
    func write(to path: String) throws {
        let folder = path.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(utf8).write(to: URL(filePath: path))
    }
}
