/// What each command asks AWS for.
enum AccountActions {
    /// The commands that ask AWS for anything.
    static let needs: [DoctorNeed] = [.login, .nodegroup, .push]

    /// - Parameter need: a command.
    /// - Returns: the actions, as IAM names them.
    static func all(for need: DoctorNeed) -> [String] {
        switch need {
        case .login: ["eks:DescribeCluster"]
        case .nodegroup:
            [
                "eks:DescribeCluster", "eks:ListNodegroups", "eks:DescribeNodegroup", "eks:CreateNodegroup",
                "eks:DeleteNodegroup", "eks:ListAddons", "eks:DescribeAddon", "eks:DescribeAddonVersions",
                "ec2:DescribeInstanceTypes", "ec2:DescribeInstanceTypeOfferings", "ec2:DescribeSubnets",
                "ec2:DescribeRouteTables", "iam:PassRole", "autoscaling:CreateOrUpdateTags",
            ]
        case .push:
            [
                "ecr:GetAuthorizationToken", "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage",
                "ecr:GetDownloadUrlForLayer", "ecr:InitiateLayerUpload", "ecr:UploadLayerPart",
                "ecr:CompleteLayerUpload", "ecr:PutImage", "ecr:DescribeRepositories", "ecr:CreateRepository",
            ]
        case .scan, .build, .deploy, .shift: []
        }
    }

    /// Whether a policy can't allow an action for single resources (Service Authorization Reference, of ECR, EC2, EKS).
    static func isForAllResources(_ action: String) -> Bool {
        action.hasPrefix("ec2:Describe") || ["ecr:GetAuthorizationToken", "eks:DescribeAddonVersions"].contains(action)
    }
}

/// The user or role behind an identity, as IAM simulates for it: not for the account's root, which may do everything, nor
/// for sessions by themselves.
package struct AccountPrincipal: Equatable {
    package let arn: String
    /// A role's name; nil for users. The ARN of a session does not tell the role's path.
    package let roleName: String?

    /// - Parameter arn: as STS says it; nil for what IAM does not simulate for.
    package init?(of arn: String) {
        let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map { String($0) }
        guard parts.count == 6 else { return nil }
        let names = parts[5].split(separator: "/").map { String($0) }
        switch names.first {
        case "user": (self.arn, roleName) = (arn.replacing(":sts:", with: ":iam:"), nil)
        case "role": (self.arn, roleName) = (arn, nil)
        case "assumed-role" where names.count > 1:
            (self.arn, roleName) = ("arn:\(parts[1]):iam::\(parts[4]):role/\(names[1])", names[1])
        default: return nil
        }
    }
}
