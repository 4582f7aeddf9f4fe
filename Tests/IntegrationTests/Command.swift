import Processes

/// Other people's tools as judges: kubectl, skopeo, curl.
enum Command {
    static func run(_ name: String, _ arguments: String..., in folder: String? = nil) async throws -> ProgramResult {
        try await Program(name, arguments, workingDirectory: folder, deadline: .seconds(120)).run()
    }
}
