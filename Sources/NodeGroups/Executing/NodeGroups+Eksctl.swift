import AWSClient
import FoundationEssentials
import KubernetesClient
import Processes
import Reporting

/// What eksctl is given.
public enum EksctlInput: Sendable {
    case text(String)
    /// The user's own file.
    case path(String)
}

extension NodeGroups {
    /// Lets eksctl make a node group, and waits until its nodes are ready.
    /// - Parameters:
    ///   - group: the group, as far as mixarch understands it.
    ///   - name: the cluster's name.
    ///   - file: what eksctl is given.
    ///   - terms: how.
    /// - Throws: ``Failure`` with code `tool-missing` or `tool-failed`, among others.
    public func create(
        _ group: NodeGroupSpec, in name: String, eksctl file: EksctlInput, _ terms: ChangeTerms
    ) async throws -> NodeGroupResult {
        let deadline = clock.now() + terms.limit
        let cluster = try await cluster(name)
        let report = try await joinReport(of: group, in: name, version: cluster.version, zone: nil)
        var result = NodeGroupResult(cluster: name, name: group.name, outcome: .refused, join: report)
        guard report.isSafe || terms.isAccepted else {
            result.reasons = [Self.unsafe(report, hasTaint: !group.taints.isEmpty)]
            return result
        }
        guard !terms.isDryRun else {
            result = NodeGroupResult(cluster: name, name: group.name, outcome: .dryRun, join: report)
            result.reasons = ["would run: eksctl " + Self.arguments("FILE", group.name).joined(separator: " ")]
            if case .text(let text) = file { result.reasons += ["with FILE:", text] }
            return result
        }
        try await run(file, group.name, terms.limit)
        guard let made = try await aws.nodeGroup(group.name, of: name) else {
            throw Failure(.toolFailed, "eksctl ended well, and EKS has no node group \(group.name)")
        }
        result = try await waitForGroup(made, as: group, in: name, deadline)
        result.join = report
        return result
    }

    private static func arguments(_ path: String, _ name: String) -> [String] {
        ["create", "nodegroup", "--config-file", path, "--include", name, "--skip-outdated-addons-check=true"]
    }

    private func run(_ file: EksctlInput, _ name: String, _ limit: Duration) async throws {
        let id = "eksctl"
        progress.report(.started(id: id, title: "eksctl makes the node group \(name)"))
        let folder = FileManager.default.temporaryDirectory.path + "/mixarch-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var path = ""
        switch file {
        case .path(let own): path = own
        case .text(let text):
            path = folder + "/nodegroup.yaml"
            do {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                try Data(text.utf8).write(to: URL(filePath: path))
            } catch {
                throw Failure(.unreadableInput, "\(path) can't be written", cause: error)
            }
        }
        do {
            let program = Program("eksctl", Self.arguments(path, name), deadline: limit)
            try await program.runChecked(to: "make the node group \(name)") { [progress] line in
                progress.report(.output(id: id, line: line))
            }
            progress.report(.finished(id: id, detail: ""))
        } catch {
            progress.report(.failed(id: id, detail: ""))
            throw error
        }
    }
}
