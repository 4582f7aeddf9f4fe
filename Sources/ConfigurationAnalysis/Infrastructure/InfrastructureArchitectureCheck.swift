import Reporting
import ScanModel

/// Architectures of functions, tasks, node groups, machine images and layers.
struct InfrastructureArchitectureCheck: TreeCheck {
    /// Keys whose whole value is an architecture.
    private static let keys: Set<String> = [
        "architectures", "architecture", "cpu_architecture", "cpuarchitecture", "supportedarchitectures", "ami_type",
        "amitype", "instance_architecture", "compatible_architectures",
    ]
    /// Files that name an architecture by such keys for other purposes: packages, images' own descriptions.
    private static let telling = [
        "AWS::", "Serverless-2016", "runtimePlatform", "RuntimePlatform", "cpuArchitecture", "functions:",
        "option_settings", "amiType", "ami_type", "source_ami", "amazon-ebs", "/aws/service/", ":layer:",
    ]

    func findings(in source: TreeSource) -> [Finding] {
        // A stack of CloudFormation may be called pipeline.yaml.
        let whole = 0..<source.text.bytes.count
        guard source.kind != .pipeline || source.text.bytes.contains("AWSTemplateFormatVersion", in: whole),
            source.kind != .compose,
            source.kind == .infrastructure || source.file.name.hasPrefix("serverless.")
                || source.text.bytes.containsAny(Self.telling, in: whole)
        else { return [] }
        let tree = source.tree
        let defaults = FunctionDefaults(tree)
        return tree.nodes.indices.compactMap { index in
            let values = tree.values(of: index)
            guard !values.isEmpty,
                !hasTwin(index, source) || isLayerOfX86(values, source) || defaults.areARM64(for: index)
                    || source.file.name.hasPrefix("serverless.") && defaults.isOfProvider(index),
                !isDescription(index, source)
            else { return nil }
            if let message = message(tree.nodes[index], values, index, source) {
                return source.finding(InfrastructureRule.rule, at: index, message: message)
            }
            return container(index, source) ?? constraint(index, source)
        }
    }

    /// `constraint { attribute = "${attr.cpu.arch}"  value = "amd64" }` of Nomad.
    private func constraint(_ index: Int, _ source: TreeSource) -> Finding? {
        let tree = source.tree
        guard tree.nodes[index].key == "attribute", let value = tree.nodes[index].value,
            ["attr.cpu.arch", "attr.arch", "attr.kernel.arch"].contains(where: { value.contains($0) }),
            let block = tree.nodes[index].parent, let asked = tree.child("value", of: block),
            ArchitectureValues.areX86(tree.values(of: asked)),
            !["!=", "not", "not_equal"].contains(tree.value("operator", under: block) ?? "=")
        else { return nil }
        return source.finding(InfrastructureRule.rule, at: asked, message: "Nomad places this on x86 only")
    }

    private func message(_ node: ConfigurationTree.Node, _ values: [String], _ index: Int, _ source: TreeSource)
        -> String?
    {
        if Self.keys.contains(node.key.lowercased()) {
            let isX86 = ArchitectureValues.areX86(values) || values.allSatisfy { isAMIType($0) }
            return isX86 ? "this is asked for x86 only: \(values.joined(separator: ", "))" : nil
        }
        guard let value = node.value ?? (node.children.count == 1 ? values.first : nil) else { return nil }
        if isLayer(value) { return "this layer is made for x86" }
        guard ArchitectureWords.namesX86(value), !ArchitectureWords.namesARM64(value),
            !ArchitectureWords.namesOtherSystem(value), value.count < 512
        else { return nil }
        let small = value.lowercased()
        let isImage =
            [
                "/aws/service/", "aws/codebuild/", "-ami-", "ubuntu/images", "amd64-server", "al2023-ami", "debian-1",
                "rhel-",
            ]
            .contains { small.contains($0) } && !small.contains("://")
        let filters = ["source_ami_filter", "filter", "filters"]
        let isFilter = filters.contains { name in
            source.tree.ancestors(of: index).contains { source.tree.nodes[$0].key == name }
        }
        return isImage || isFilter && source.kind == .infrastructure ? "this machine image is for x86: \(value)" : nil
    }

    private func isAMIType(_ value: String) -> Bool {
        ["AL2_", "AL2023_", "BOTTLEROCKET_"].contains { value.hasPrefix($0) } && value.contains("x86_64")
    }

    /// What a function for arm64 takes as a layer has a name of its own there.
    private func isLayerOfX86(_ values: [String], _ source: TreeSource) -> Bool {
        values.contains { isLayer($0) }
            && !source.text.bytes.containsAny(
                ["-Arm64:", "-ARM64:", "-arm64:", "-ARM:"], in: 0..<source.text.bytes.count)
    }

    private func isLayer(_ value: String) -> Bool {
        guard value.contains(":layer:"), !ArchitectureWords.namesARM64(value) else { return false }
        return ArchitectureWords.namesX86(value)
            || ["LambdaInsightsExtension:", "Lambda-Extension:", "Datadog-Extension:", "chrome-aws-lambda:"].contains {
                value.contains($0)
            }
    }

    /// CodeBuild's containers are for x86 unless they are ARM_CONTAINER.
    private func container(_ index: Int, _ source: TreeSource) -> Finding? {
        let node = source.tree.nodes[index]
        guard node.key.lowercased() == "type", node.value == "LINUX_CONTAINER" else { return nil }
        return source.finding(
            PipelineRule.rule, at: index, severity: .note, message: "CodeBuild builds this on x86",
            remedy: "add a build with ARM_CONTAINER, or build for both platforms",
            reference: "https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-available.html")
    }

    /// Whether the same is asked for arm64 somewhere in the file, or left to a variable's user.
    private func hasTwin(_ index: Int, _ source: TreeSource) -> Bool {
        source.namesARM64 || asksForARM64(source) || source.tree.isUnder("allowedvalues", index)
            || source.tree.ancestors(of: index).contains { source.tree.nodes[$0].key == "variable" }
            || source.tree.nodes[index].key == "AllowedValues"
    }

    /// `AL2_ARM_64`: node groups for arm64 stand beside those for x86.
    private func asksForARM64(_ source: TreeSource) -> Bool {
        source.tree.nodes.contains { node in
            ["ami_type", "amitype"].contains(node.key.lowercased()) && node.value?.contains("_ARM_64") == true
        }
    }

    /// A published image's or package's own description.
    private func isDescription(_ index: Int, _ source: TreeSource) -> Bool {
        ["annotations", "labels", "status", "schema", "enum", "example", "definitions"].contains {
            source.tree.isUnder($0, index)
        }
            || source.tree.nodes[index].key == "enum"
    }
}
