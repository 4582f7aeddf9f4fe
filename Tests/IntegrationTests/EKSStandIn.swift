import FoundationEssentials
import Processes
import RawJSON
import Testing

/// AWS's stand-in (moto), asked and filled without mixarch.
enum EKSStandIn {
    /// The address of the stand-in. A missing lab is a failure, never a silent success.
    static func address() throws -> String {
        let url = try #require(Mixarch.variable("AWS_ENDPOINT_URL"), "the lab is not up: lab/up; eval \"$(lab/env)\"")
        return url.replacing("http://", with: "")
    }

    /// - Parameter zones: where it has subnets; without them two of the lab's region.
    /// - Returns: the name of a new EKS cluster with an x86 node group; the stand-in forgets it when it ends.
    static func cluster(in zones: [String] = []) async throws -> String {
        let name = "trial-\(UInt32.random(in: 0...UInt32.max))"
        let seeded = try await Program(Mixarch.checkout + "/lab/aws/seed", [name] + zones).run()
        try #require(seeded.status == 0, "\(seeded.errors)")
        return name
    }

    /// - Returns: EKS's answer to a reading request.
    static func json(_ path: String) async throws -> JSONValue {
        let answer = try await Command.run(
            "curl", "-fsS", "--aws-sigv4", "aws:amz:us-west-2:eks", "--user", "testing:testing",
            "http://\(try address())/\(path)")
        return try JSONValue(parsing: answer.output.utf8, source: "\(path): \(answer.errors)")
    }

    /// The names of a cluster's node groups.
    static func groups(of cluster: String) async throws -> [String] {
        (try await json("clusters/\(cluster)/node-groups")["nodegroups"]?.array ?? []).compactMap(\.string).sorted()
    }

    /// While `body` runs, an arm64 node group of the cluster gets the lab's guest node.
    static func withNodes(of cluster: String, _ body: () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                let program = Program(Mixarch.checkout + "/lab/aws/node-groups", [cluster])
                let result = try await program.run()
                if !Task.isCancelled { Issue.record("lab/aws/node-groups ended: \(result.errors.suffix(1000))") }
            }
            defer { group.cancelAll() }
            try await body()
        }
    }
}
