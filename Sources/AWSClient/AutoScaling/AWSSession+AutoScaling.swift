import Reporting

extension AWSSession {
    /// Sets tags of an Auto Scaling group; those that it has under other names stay.
    /// - Parameters:
    ///   - tags: names and values.
    ///   - group: the group's name.
    /// - Throws: ``Failure``.
    public func tagAutoScalingGroup(_ group: String, _ tags: [String: String]) async throws {
        guard !tags.isEmpty else { return }
        var form: QueryForm = [:]
        for (index, tag) in tags.sorted(by: { $0.key < $1.key }).enumerated() {
            let prefix = "Tags.member.\(index + 1)."
            form.add(prefix + "ResourceId", group)
            form.add(prefix + "ResourceType", "auto-scaling-group")
            form.add(prefix + "Key", tag.key)
            form.add(prefix + "Value", tag.value)
            form.add(prefix + "PropagateAtLaunch", "false")
        }
        _ = try await autoScaling.query("CreateOrUpdateTags", form)
    }
}
