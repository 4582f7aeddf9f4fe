import Processes
import Testing

/// A namespace of a test's own, deleted afterwards.
func withNamespace(_ body: (String) async throws -> Void) async throws {
    let name = "trial-\(UInt32.random(in: 0...UInt32.max))"
    let made = try await Command.run("kubectl", "create", "namespace", name)
    try #require(made.status == 0, "\(made.errors)")
    do {
        try await body(name)
    } catch {
        _ = try await Command.run("kubectl", "delete", "namespace", name, "--wait=false")
        throw error
    }
    _ = try await Command.run("kubectl", "delete", "namespace", name, "--wait=false")
}
