import AWSClient

/// A plan as Terraform's `aws_eks_node_group`, with the autoscaler's tags.
public struct TerraformText {
    private let plan: NodeGroupPlan

    /// - Parameter plan: what to write.
    public init(_ plan: NodeGroupPlan) { self.plan = plan }

    /// The configuration's text; the provider's own settings are the user's.
    public var text: String {
        let group = plan.group
        let label = Self.label(group.name)
        var text = "resource \"aws_eks_node_group\" \"\(label)\" {\n"
        var pairs = [
            ("cluster_name", Self.quoted(plan.cluster.name)), ("node_group_name", Self.quoted(group.name)),
            ("node_role_arn", Self.quoted(group.nodeRole)), ("subnet_ids", Self.list(group.subnets)),
            ("instance_types", Self.list(group.instanceTypes)), ("ami_type", Self.quoted(group.amiType)),
            ("capacity_type", Self.quoted(group.capacityType)),
        ]
        if let size = group.diskSize { pairs.append(("disk_size", "\(size)")) }
        if let version = group.releaseVersion { pairs.append(("release_version", Self.quoted(version))) }
        text += Self.aligned(pairs, "  ")
        text += Self.map("labels", group.labels) + Self.map("tags", group.tags)
        text += "\n  scaling_config {\n"
        text += Self.aligned(
            [("min_size", "\(group.minimum)"), ("max_size", "\(group.maximum)"), ("desired_size", "\(group.desired)")],
            "    ")
        text += "  }\n"
        for taint in group.taints {
            var fields = [("key", Self.quoted(taint.key))]
            if !taint.value.isEmpty { fields.append(("value", Self.quoted(taint.value))) }
            fields.append(("effect", Self.quoted(taint.effect)))
            text += "\n  taint {\n" + Self.aligned(fields, "    ") + "  }\n"
        }
        if group.maximum > group.minimum {
            text += "\n  # The autoscaler changes it.\n"
            text += "  lifecycle {\n    ignore_changes = [scaling_config[0].desired_size]\n  }\n"
        }
        return text + "}\n" + autoscalerTags(of: label)
    }

    private func autoscalerTags(of label: String) -> String {
        let tags = plan.group.autoscalerTags
        guard !tags.isEmpty else { return "" }
        return """

            resource "aws_autoscaling_group_tag" "\(label)" {
              for_each = {
            \(Self.pairs(tags, "    "))  }

              autoscaling_group_name = aws_eks_node_group.\(label).resources[0].autoscaling_groups[0].name

              tag {
                key                 = each.key
                value               = each.value
                propagate_at_launch = false
              }
            }

            """
    }

    /// A name as Terraform's resources may have.
    private static func label(_ name: String) -> String {
        let text = name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") ? $0 : "_" }
        return (text.first?.isNumber == true ? "_" : "") + String(text)
    }

    /// A string literal; `${` and `%{` would begin a template.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        var previous: Character?
        for character in text {
            switch character {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "{" where previous == "$" || previous == "%":
                if let previous { result.append(previous) }
                result.append(character)
            default: result.append(character)
            }
            previous = character
        }
        return result + "\""
    }

    private static func list(_ values: [String]) -> String {
        "[" + values.map(quoted).joined(separator: ", ") + "]"
    }

    private static func map(_ name: String, _ pairs: [String: String]) -> String {
        guard !pairs.isEmpty else { return "" }
        return "\n  \(name) = {\n" + Self.pairs(pairs, "    ") + "  }\n"
    }

    private static func pairs(_ pairs: [String: String], _ indentation: String) -> String {
        aligned(pairs.sorted { $0.key < $1.key }.map { (quoted($0.key), quoted($0.value)) }, indentation)
    }

    private static func aligned(_ pairs: [(String, String)], _ indentation: String) -> String {
        let width = pairs.map(\.0.count).max() ?? 0
        return pairs.map { name, value in
            indentation + name + String(repeating: " ", count: width - name.count) + " = " + value + "\n"
        }.joined()
    }
}
