import AWSClient
import NodeGroups
import RawJSON
import Testing

@Suite struct HealthAdviceTests {
    /// Every code that EKS knows (EKS API reference, Issue).
    private static let codes = """
        AutoScalingGroupNotFound AutoScalingGroupInvalidConfiguration Ec2SecurityGroupNotFound
        Ec2SecurityGroupDeletionFailure Ec2LaunchTemplateNotFound Ec2LaunchTemplateVersionMismatch Ec2SubnetNotFound
        Ec2SubnetInvalidConfiguration IamInstanceProfileNotFound Ec2SubnetMissingIpv6Assignment IamLimitExceeded
        IamNodeRoleNotFound NodeCreationFailure AsgInstanceLaunchFailures InstanceLimitExceeded InsufficientFreeAddresses
        AccessDenied InternalFailure ClusterUnreachable AmiIdNotFound AutoScalingGroupOptInRequired
        AutoScalingGroupRateLimitExceeded Ec2LaunchTemplateDeletionFailure Ec2LaunchTemplateInvalidConfiguration
        Ec2LaunchTemplateMaxLimitExceeded Ec2SubnetListTooLong IamThrottling NodeTerminationFailure PodEvictionFailure
        SourceEc2LaunchTemplateNotFound LimitExceeded Unknown AutoScalingGroupInstanceRefreshActive
        KubernetesLabelInvalid Ec2LaunchTemplateVersionMaxLimitExceeded Ec2InstanceTypeDoesNotExist
        """.split { $0 == " " || $0 == "\n" }.map(String.init)

    private func words(_ code: String) throws -> String {
        let issue: JSONValue = ["code": .string(code), "message": "EKS's words", "resourceIds": ["asg-1"]]
        return HealthAdvice.words(try #require(EKSNodeGroup(["health": ["issues": [issue]]]).issues.first))
    }

    @Test(arguments: codes) func everyIssueIsExplained(code: String) throws {
        let words = try words(code)
        #expect(words.hasPrefix("\(code) (asg-1): EKS's words\n  → "), "\(words)")
    }

    @Test func aNewIssueIsTold() throws {
        #expect(try words("Novel") == "Novel (asg-1): EKS's words")
    }
}
