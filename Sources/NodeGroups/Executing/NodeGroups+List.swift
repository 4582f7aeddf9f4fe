import AWSClient
import Reporting

import struct FoundationEssentials.Date

extension NodeGroups {
    /// The managed node groups of a cluster, by name.
    /// - Parameter cluster: the cluster's name.
    /// - Throws: ``Failure``.
    public func list(_ cluster: String) async throws -> [GroupSummary] {
        _ = try await self.cluster(cluster)
        let groups = try await aws.nodeGroups(of: cluster)
        // Of groups with an image of their own only the instance types tell the architecture.
        let unclear = groups.filter { Self.architecture(of: $0.amiType) == nil }.flatMap(\.instanceTypes)
        let types = try await aws.instanceTypes(named: Set(unclear).sorted())
        return groups.map { group in
            let own = types.filter { group.instanceTypes.contains($0.name) }
            let guess = own.isEmpty ? "" : own.allSatisfy { $0.architectures.contains("arm64") } ? "arm64" : "amd64"
            return GroupSummary(
                name: group.name, architecture: Self.architecture(of: group.amiType) ?? guess,
                instanceTypes: group.instanceTypes, minimum: group.minimum, desired: group.desired,
                maximum: group.maximum, status: group.status, amiType: group.amiType, capacityType: group.capacityType,
                createdAt: group.createdAt.map { Date(timeIntervalSince1970: $0).formatted(.iso8601) },
                issues: group.issues.map(HealthAdvice.words))
        }
    }

    private static func architecture(of amiType: String) -> String? {
        if amiType.contains("ARM_64") { return "arm64" }
        return amiType.contains("x86_64") ? "amd64" : nil
    }
}
