import KubernetesClient

extension PodTemplate {
    /// The template with the resources that its namespace's LimitRanges give.
    func defaulted(by ranges: [KubernetesObject]) -> PodTemplate {
        PodTemplate(spec: LimitRangeCheck.defaulted(spec, by: ranges), labels: labels)
    }
}
