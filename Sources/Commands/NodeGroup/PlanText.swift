import Console
import NodeGroups
import RawJSON
import Reporting

/// A plan in the form that was asked for.
struct PlanText {
    let plan: NodeGroupPlan
    let report: JoinReport

    /// The plan's own fields, with what its first node would break.
    private struct Whole: Encodable {
        let plan: NodeGroupPlan
        let join: JoinReport

        private enum Keys: CodingKey { case autoscalerTags, join }

        func encode(to encoder: any Encoder) throws {
            try plan.encode(to: encoder)
            var container = encoder.container(keyedBy: Keys.self)
            try container.encode(plan.group.autoscalerTags, forKey: .autoscalerTags)
            try container.encode(join, forKey: .join)
        }
    }

    func render(_ format: PlanFormat) throws -> String {
        switch format {
        case .table: return table
        case .json: return try ResultFormat.json.render(Whole(plan: plan, join: report)) { "" }
        case .eksctl: return EksctlFile(plan).text
        case .eks:
            let json = try plan.group.request(cluster: plan.cluster.name).encoded(pretty: true)
            return String(decoding: json, as: UTF8.self) + "\n"
        case .terraform: return TerraformText(plan).text
        case .karpenter: return KarpenterText(plan).text
        }
    }

    private var table: String {
        var text = "node group \(plan.group.name) for the cluster \(plan.cluster.name) in \(plan.cluster.region)\n\n"
        var types = Table(["x86 type", "arm64 types", "zones", "differences"])
        for found in plan.equivalents {
            guard let reason = found.reason else {
                for (index, match) in found.matches.enumerated() {
                    types.add([
                        index == 0 ? found.source : "", match.type, match.zones.joined(separator: ","),
                        match.differences.joined(separator: "; "),
                    ])
                }
                continue
            }
            types.add([found.source, "", "", reason])
        }
        if !plan.equivalents.isEmpty { text += types.text + "\n" }
        var parts = Table(["part", "proposal", "why"])
        for reason in plan.reasons { parts.add([reason.part, reason.value, reason.why]) }
        return text + parts.text + Self.lines(Self.notices(plan, report)) + next
    }

    private var next: String {
        let cluster = plan.cluster.name
        var text = "\nto make it: mixarch nodegroup create \(cluster), with the same options\n"
        if plan.group.taints.contains(NodeGroupSpec.taint) {
            text +=
                "pods come when they tolerate kubernetes.io/arch=arm64:NoSchedule; the taint goes with:\n"
                + "  aws eks update-nodegroup-config --cluster-name \(cluster) --nodegroup-name \(plan.group.name) "
                + "--taints 'removeTaints=[{key=kubernetes.io/arch,value=arm64,effect=NO_SCHEDULE}]'\n"
        }
        return text
    }

    /// What the user has to know of a plan in any form.
    static func notices(_ plan: NodeGroupPlan, _ report: JoinReport) -> [String] {
        plan.warnings.map { "warning: " + $0 } + JoinText.lines(report)
    }

    private static func lines(_ lines: [String]) -> String {
        lines.isEmpty ? "" : "\n" + lines.map { $0 + "\n" }.joined()
    }
}
