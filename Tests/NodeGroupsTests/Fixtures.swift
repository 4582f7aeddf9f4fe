import AWSClient
import KubernetesClient
import NodeGroups
import RawJSON

/// A cluster as EKS and EC2 describe it, in three zones; numbers of instance types as EC2 gives them.
enum Fixture {
    static let zones: Set<String> = ["us-west-2a", "us-west-2b", "us-west-2c"]

    static func type(
        _ name: String, _ vCPUs: Int, _ gibibytes: Double, _ architecture: String? = nil, disks: Int = 0,
        gbps: Double? = nil, isBurstable: Bool = false, isMetal: Bool = false, gpus: Int = 0
    ) -> InstanceType {
        let isARM = name.prefix { $0 != "." }.drop { !$0.isNumber }.contains("g") || name.hasPrefix("a1.")
        return InstanceType(
            name: name, architectures: [architecture ?? (isARM ? "arm64" : "x86_64")], vCPUs: vCPUs,
            memoryMiB: Int(gibibytes * 1024), instanceStorageGB: disks, baselineGbps: gbps, isBareMetal: isMetal,
            isBurstable: isBurstable, gpus: gpus)
    }

    static let types: [InstanceType] = [
        type("m5.xlarge", 4, 16, gbps: 1.25), type("m5n.xlarge", 4, 16, gbps: 4.1),
        type("m5d.xlarge", 4, 16, disks: 150, gbps: 1.25), type("c5.xlarge", 4, 8, gbps: 1.25),
        type("c5.9xlarge", 36, 72, gbps: 12), type("r5.xlarge", 4, 32, gbps: 1.25),
        type("t3.medium", 2, 4, gbps: 0.256, isBurstable: true), type("t2.micro", 1, 1, isBurstable: true),
        type("p3.2xlarge", 8, 61, gpus: 1), type("g4dn.xlarge", 4, 16, disks: 125, gpus: 1),
        type("i3.metal", 72, 512, disks: 15200, isMetal: true), type("x1.32xlarge", 128, 1952, disks: 3840),
        type("a1.xlarge", 4, 8, gbps: 1), type("m6g.xlarge", 4, 16, gbps: 1.25),
        type("m6gd.xlarge", 4, 16, disks: 237, gbps: 1.25), type("m7g.xlarge", 4, 16, gbps: 1.876),
        type("m7gd.xlarge", 4, 16, disks: 237, gbps: 1.876), type("m8g.xlarge", 4, 16, gbps: 1.88),
        type("m8gn.xlarge", 4, 16, gbps: 12.5), type("c6g.xlarge", 4, 8, gbps: 1.25),
        type("c6gn.xlarge", 4, 8, gbps: 6.3), type("c7g.xlarge", 4, 8, gbps: 1.876),
        type("c7g.8xlarge", 32, 64, gbps: 15), type("c7g.12xlarge", 48, 96, gbps: 22.5),
        type("c6g.12xlarge", 48, 96, gbps: 20), type("r6g.xlarge", 4, 32, gbps: 1.25),
        type("r7g.xlarge", 4, 32, gbps: 1.876), type("t4g.micro", 2, 1, gbps: 0.064, isBurstable: true),
        type("t4g.medium", 2, 4, gbps: 0.256, isBurstable: true), type("m6g.metal", 64, 256, isMetal: true),
        type("m7g.medium", 1, 4, gbps: 0.52),
    ]

    static var offerings: [String: Set<String>] {
        types.reduce(into: [:]) { $0[$1.name] = zones }
    }

    static func cluster(status: String = "ACTIVE", version: String = "1.30") -> EKSCluster {
        EKSCluster([
            "name": "shop", "arn": "arn:aws:eks:us-west-2:111122223333:cluster/shop", "version": .string(version),
            "status": .string(status), "endpoint": "https://ABC.gr7.us-west-2.eks.amazonaws.com",
            "resourcesVpcConfig": [
                "vpcId": "vpc-1", "subnetIds": ["subnet-a", "subnet-b", "subnet-c", "subnet-public"],
                "clusterSecurityGroupId": "sg-1",
            ],
        ])
    }

    static func group(_ changes: [String: JSONValue] = [:]) -> EKSNodeGroup {
        var json: JSONValue = [
            "nodegroupName": "web-amd64", "status": "ACTIVE", "amiType": "AL2023_x86_64_STANDARD",
            "instanceTypes": ["m5.xlarge"], "capacityType": "ON_DEMAND",
            "scalingConfig": ["minSize": 2, "maxSize": 6, "desiredSize": 3],
            "subnets": ["subnet-a", "subnet-b", "subnet-c"], "nodeRole": "arn:aws:iam::111122223333:role/nodes",
            "diskSize": 50,
            "labels": ["team": "web", "alpha.eksctl.io/nodegroup-name": "web-amd64"],
            "tags": ["cost": "42", "aws:cloudformation:stack-name": "eksctl-shop"],
        ]
        for (key, value) in changes { json[key] = value }
        return EKSNodeGroup(json)
    }

    static let subnets: [Subnet] = [
        Subnet(id: "subnet-a", vpc: "vpc-1", zone: "us-west-2a", freeAddresses: 200, isPrivate: true),
        Subnet(id: "subnet-b", vpc: "vpc-1", zone: "us-west-2b", freeAddresses: 200, isPrivate: true),
        Subnet(id: "subnet-c", vpc: "vpc-1", zone: "us-west-2c", freeAddresses: 200, isPrivate: true),
        Subnet(id: "subnet-public", vpc: "vpc-1", zone: "us-west-2a", freeAddresses: 200, isPrivate: false),
    ]

    static func survey(
        cluster: EKSCluster = cluster(), groups: [EKSNodeGroup] = [group()], subnets: [Subnet] = subnets,
        offerings: [String: Set<String>] = offerings, nodeTypes: [String] = []
    ) -> ClusterSurvey {
        ClusterSurvey(
            cluster: cluster, region: "us-west-2", groups: groups, subnets: subnets, types: types,
            offerings: offerings, nodeTypes: nodeTypes)
    }

    static func plan(_ survey: ClusterSurvey = survey(), _ change: (inout PlanWishes) -> Void = { _ in }) throws
        -> NodeGroupPlan
    {
        var options = PlanWishes()
        change(&options)
        return try NodeGroupPlanner(survey, options).plan()
    }
}
