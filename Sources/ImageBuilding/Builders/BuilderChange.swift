import Processes
import Reporting

/// Makes and removes builders of `docker buildx`. Nothing is done twice: what is there already stays.
public struct BuilderChange: Sendable {
    private let buildx = Buildx()

    public init() {}

    /// - Parameter request: the builder that shall be there.
    /// - Returns: the command lines that make what is missing, without `docker` itself.
    /// - Throws: ``Failure`` with code `builder-exists`, or `engine-missing` when buildx can't be used.
    public func commands(for request: BuilderRequest) async throws -> [[String]] {
        guard try await buildx.names().all.contains(request.name) else { return request.commands() }
        return request.commands(present: try request.present(in: try await buildx.inspect(request.name)))
    }

    /// - Parameter name: the builder that shall not be there.
    /// - Returns: the command lines that remove it; none when it is not there.
    /// - Throws: ``Failure`` with code `usage` for the one that is Docker itself.
    public func commands(removing name: String) async throws -> [[String]] {
        guard try await buildx.names().all.contains(name) else { return [] }
        if try await buildx.inspect(name).builder.driver == "docker" {
            throw Failure(.usage, "the builder \(name) is Docker itself, and can't be removed")
        }
        return [["buildx", "rm", name]]
    }

    /// Runs command lines of `docker` one after the other.
    /// - Parameters:
    ///   - commands: the command lines, without `docker` itself.
    ///   - onLine: gets each line that it prints.
    /// - Throws: ``Failure`` with code `tool-failed`.
    public func run(_ commands: [[String]], onLine: @escaping @Sendable (String) -> Void) async throws {
        for arguments in commands {
            do {
                try await Program("docker", arguments).runChecked(
                    to: arguments.prefix(2).joined(separator: " "), onLine: onLine)
            } catch let failure as Failure where failure.code == .toolFailed {
                throw BuildKitProblem.explained(failure)
            }
        }
    }
}
