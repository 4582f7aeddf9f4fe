import AWSClient

/// What EKS's health issues mean, and what to do. (Source: EKS API reference, Issue.)
package enum HealthAdvice {
    private static let advice: [String: String] = [
        "NodeCreationFailure":
            "the instances started and did not join: the role must be in aws-auth or an access entry, and the subnets "
            + "need a way to the API server, ECR and S3 (NAT or endpoints)",
        "AsgInstanceLaunchFailures":
            "EC2 did not start the instances: is the type offered in each zone, has it capacity, does the quota of vCPUs "
            + "suffice (for Graviton the same quota of standard instances)?",
        "InsufficientFreeAddresses": "the subnets have no free addresses: use larger ones, or fewer nodes",
        "Ec2SubnetInvalidConfiguration":
            "public subnets must give addresses out by themselves (MapPublicIpOnLaunch), or use private ones",
        "Ec2SubnetNotFound": "a subnet is not there any more: plan again",
        "Ec2SecurityGroupNotFound": "the cluster's security group is not there any more: it has to be made anew",
        "Ec2SecurityGroupDeletionFailure":
            "something still uses the security group: network interfaces, or other groups' rules",
        "Ec2LaunchTemplateNotFound": "the launch template was deleted; delete the group and create it again",
        "Ec2LaunchTemplateVersionMismatch":
            "somebody changed the launch template that EKS made: set it back, or delete the group",
        "Ec2InstanceTypeDoesNotExist": "the region has no such instance type: plan again",
        "AccessDenied":
            "EKS or the nodes may not do what they have to: look at the node role's policies and at the aws-auth entry",
        "IamNodeRoleNotFound": "the node role is not there any more: give another one with --node-role",
        "IamInstanceProfileNotFound": "the instance profile was deleted: delete the group and create it again",
        "IamLimitExceeded": "a limit of IAM is reached: ask for more, or delete what is not used",
        "IamThrottling": "IAM got too many requests: run the same command again",
        "InstanceLimitExceeded": "the account's quota of instances is used up: ask for more (Service Quotas, EC2)",
        "InternalFailure": "a failure inside of EKS: run the same command again",
        "AutoScalingGroupNotFound": "the Auto Scaling group was deleted: delete the node group and create it again",
        "AutoScalingGroupInvalidConfiguration":
            "somebody changed the Auto Scaling group: set it back, or delete the node group",
        "AutoScalingGroupOptInRequired": "the region has to be enabled for the account",
        "ClusterUnreachable": "EKS does not reach the cluster's API server: look at webhooks and network policies",
        "PodEvictionFailure": "a PodDisruptionBudget keeps pods where they are",
        "AmiIdNotFound": "the launch template's image is not there any more: give the template another one",
        "AutoScalingGroupInstanceRefreshActive":
            "somebody's instance refresh of the Auto Scaling group is under way: wait for it, or cancel it",
        "AutoScalingGroupRateLimitExceeded": "Auto Scaling got too many requests: run the same command again",
        "Ec2LaunchTemplateDeletionFailure": "EKS could not delete its launch template: delete it by hand",
        "Ec2LaunchTemplateInvalidConfiguration":
            "the launch template says something that managed groups do not take: the message names it",
        "Ec2LaunchTemplateMaxLimitExceeded":
            "the account has as many launch templates as it may: delete some, or ask for more",
        "Ec2LaunchTemplateVersionMaxLimitExceeded":
            "the launch template has as many versions as it may: delete old ones, or ask for more",
        "Ec2SubnetListTooLong": "the group has more subnets than Auto Scaling takes: use fewer",
        "Ec2SubnetMissingIpv6Assignment":
            "the cluster is an IPv6 one: its subnets must give such addresses out by themselves",
        "KubernetesLabelInvalid": "a label is none that Kubernetes takes: change it, and make the group anew",
        "LimitExceeded": "a quota of the account is used up: the message names it; ask for more",
        "NodeTerminationFailure":
            "instances did not end: look at their protection from termination, and at lifecycle hooks",
        "SourceEc2LaunchTemplateNotFound":
            "the launch template that was given is not there any more: delete the group and create it again",
        "Unknown": "EKS does not say: the instances' logs in the EC2 console may",
    ]

    /// - Parameter issue: what EKS says.
    /// - Returns: the issue, and what to do about it.
    package static func words(_ issue: EKSHealthIssue) -> String {
        let place = issue.resources.isEmpty ? "" : " (\(issue.resources.joined(separator: ", ")))"
        let text = "\(issue.code)\(place): \(issue.message)"
        return advice[issue.code].map { "\(text)\n  → \($0)" } ?? text
    }
}
