#!/usr/bin/env python3
"""seed.py ENDPOINT [CLUSTER [ZONE…]]: the account that a workshop starts from: a VPC with a subnet in each zone, an EKS
cluster (lab, or another one for a test) with its x86 node group, and an ECR repository. The state is in moto's memory, and begins anew with it."""
import json
import sys

import boto3

ZONES = ("us-west-2a", "us-west-2b")


def trust(service):
    return json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}]})


def main(endpoint, name="lab", *zones):
    def client(service):
        return boto3.client(service, endpoint_url=endpoint)

    ec2, iam, eks = client("ec2"), client("iam"), client("eks")
    vpc = ec2.create_vpc(CidrBlock="10.80.0.0/16")["Vpc"]["VpcId"]
    subnets = [ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.80.{number}.0/24", AvailabilityZone=zone)["Subnet"]["SubnetId"]
               for number, zone in enumerate(zones or ZONES)]
    ec2.create_tags(Resources=[vpc, *subnets], Tags=[{"Key": "alpha.eksctl.io/cluster-name", "Value": name},
                                                     {"Key": f"kubernetes.io/cluster/{name}", "Value": "owned"}])
    role = {kind: iam.create_role(RoleName=f"{name}-{kind}", AssumeRolePolicyDocument=trust(service))["Role"]["Arn"]
            for kind, service in (("cluster", "eks.amazonaws.com"), ("node", "ec2.amazonaws.com"))}
    for policy in ("AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryReadOnly", "AmazonEKS_CNI_Policy"):
        iam.attach_role_policy(RoleName=f"{name}-node", PolicyArn=f"arn:aws:iam::aws:policy/{policy}")
    eks.create_cluster(name=name, version="1.30", roleArn=role["cluster"], resourcesVpcConfig={"subnetIds": subnets})
    eks.create_nodegroup(clusterName=name, nodegroupName=f"{name}-amd64", nodeRole=role["node"], subnets=subnets,
                         instanceTypes=["m5.xlarge"], amiType="AL2023_x86_64_STANDARD",
                         scalingConfig={"minSize": 1, "maxSize": 2, "desiredSize": 1})
    client("ecr").create_repository(repositoryName=name)
    print("seeded")


if __name__ == "__main__":
    main(*sys.argv[1:])
