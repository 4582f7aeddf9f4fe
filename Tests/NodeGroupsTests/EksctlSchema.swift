import RawJSON

/// Part of eksctl's published schema (eksctl-io/eksctl, pkg/apis/eksctl.io/v1alpha5/assets/schema.json, at commit
/// 009491b21c67635c70cc8bf3ecd266d39c63feda): what it says of clusters as a whole and of managed node groups. Descriptions
/// are left out, and definitions of what mixarch never writes are left open.
enum EksctlSchema {
    static let text = """
        {
         "$ref": "#/definitions/ClusterConfig",
         "$schema": "http://json-schema.org/draft-07/schema#",
         "definitions": {
          "AZSubnetMapping": {
           "additionalProperties": {
            "$ref": "#/definitions/AZSubnetSpec"
           },
           "type": "object"
          },
          "AZSubnetSpec": {
           "additionalProperties": false,
           "properties": {
            "az": {
             "type": "string"
            },
            "cidr": {},
            "id": {
             "type": "string"
            }
           }
          },
          "ClusterConfig": {
           "additionalProperties": false,
           "properties": {
            "accessConfig": {},
            "addons": {},
            "addonsConfig": {},
            "apiVersion": {
             "enum": [
              "eksctl.io/v1alpha5"
             ],
             "type": "string"
            },
            "autoModeConfig": {},
            "availabilityZones": {
             "items": {
              "type": "string"
             },
             "type": "array"
            },
            "capabilities": {},
            "cloudWatch": {},
            "controlPlaneScalingConfig": {},
            "fargateProfiles": {},
            "gitops": {},
            "iam": {},
            "iamIdentityMappings": {},
            "identityProviders": {},
            "karpenter": {},
            "kind": {
             "enum": [
              "ClusterConfig"
             ],
             "type": "string"
            },
            "kubernetesNetworkConfig": {},
            "localZones": {
             "items": {
              "type": "string"
             },
             "type": "array"
            },
            "managedNodeGroups": {
             "items": {
              "$ref": "#/definitions/ManagedNodeGroup"
             },
             "type": "array"
            },
            "metadata": {
             "$ref": "#/definitions/ClusterMeta"
            },
            "nodeGroups": {},
            "outpost": {},
            "privateCluster": {},
            "remoteNetworkConfig": {},
            "secretsEncryption": {},
            "upgradePolicy": {},
            "vpc": {
             "$ref": "#/definitions/ClusterVPC"
            },
            "zonalShiftConfig": {}
           },
           "required": [
            "kind",
            "apiVersion",
            "metadata"
           ]
          },
          "ClusterMeta": {
           "additionalProperties": false,
           "properties": {
            "annotations": {
             "additionalProperties": {
              "type": "string"
             },
             "type": "object"
            },
            "forceUpdateVersion": {
             "type": "boolean"
            },
            "name": {
             "type": "string"
            },
            "region": {
             "type": "string"
            },
            "rollbackConfig": {},
            "tags": {
             "additionalProperties": {
              "type": "string"
             },
             "type": "object"
            },
            "version": {
             "type": "string"
            }
           },
           "required": [
            "name",
            "region"
           ]
          },
          "ClusterSubnets": {
           "additionalProperties": false,
           "properties": {
            "private": {
             "$ref": "#/definitions/AZSubnetMapping"
            },
            "public": {
             "$ref": "#/definitions/AZSubnetMapping"
            }
           }
          },
          "ClusterVPC": {
           "additionalProperties": false,
           "properties": {
            "autoAllocateIPv6": {
             "type": "boolean"
            },
            "cidr": {},
            "clusterEndpoints": {},
            "controlPlaneEgressMode": {
             "type": "string"
            },
            "controlPlaneOnPrivateSubnets": {
             "type": "boolean"
            },
            "controlPlaneSecurityGroupIDs": {
             "items": {
              "type": "string"
             },
             "type": "array"
            },
            "controlPlaneSubnetIDs": {
             "items": {
              "type": "string"
             },
             "type": "array"
            },
            "extraCIDRs": {
             "items": {
              "type": "string"
             },
             "type": "array"
            },
            "extraIPv6CIDRs": {
             "items": {
              "type": "string"
             },
             "type": "array"
            },
            "hostnameType": {
             "type": "string"
            },
            "id": {
             "type": "string"
            },
            "ipv6Cidr": {
             "type": "string"
            },
            "ipv6Pool": {
             "type": "string"
            },
            "manageSharedNodeSecurityGroupRules": {
             "type": "boolean"
            },
            "nat": {},
            "publicAccessCIDRs": {
             "items": {
              "type": "string"
             },
             "type": "array"
            },
            "securityGroup": {
             "type": "string"
            },
            "sharedNodeSecurityGroup": {
             "type": "string"
            },
            "subnets": {
             "$ref": "#/definitions/ClusterSubnets"
            }
           }
          },
          "ManagedNodeGroup": {
           "additionalProperties": false,
           "properties": {
            "additionalVolumes": {},
            "ami": {
             "type": "string"
            },
            "amiFamily": {
             "enum": [
              "AmazonLinux2023",
              "AmazonLinux2",
              "UbuntuPro2604",
              "Ubuntu2604",
              "UbuntuPro2404",
              "Ubuntu2404",
              "UbuntuPro2204",
              "Ubuntu2204",
              "UbuntuPro2004",
              "Ubuntu2004",
              "Bottlerocket",
              "BottlerocketFips",
              "WindowsServer2019CoreContainer",
              "WindowsServer2019FullContainer",
              "WindowsServer2022CoreContainer",
              "WindowsServer2022FullContainer",
              "WindowsServer2025CoreContainer",
              "WindowsServer2025FullContainer"
             ],
             "type": "string"
            },
            "asgSuspendProcesses": {
             "items": {
              "type": "string"
             },
             "type": "array"
            },
            "availabilityZones": {
             "items": {
              "type": "string"
             },
             "type": "array"
            },
            "bottlerocket": {},
            "capacityReservation": {},
            "desiredCapacity": {
             "type": "integer"
            },
            "disableIMDSv1": {
             "type": "boolean"
            },
            "disablePodIMDS": {
             "type": "boolean"
            },
            "ebsOptimized": {
             "type": "boolean"
            },
            "efaEnabled": {
             "type": "boolean"
            },
            "enableDetailedMonitoring": {
             "type": "boolean"
            },
            "iam": {
             "$ref": "#/definitions/NodeGroupIAM"
            },
            "instanceMarketOptions": {},
            "instanceName": {
             "type": "string"
            },
            "instancePrefix": {
             "type": "string"
            },
            "instanceSelector": {},
            "instanceType": {
             "type": "string"
            },
            "instanceTypes": {
             "items": {
              "type": "string"
             },
             "type": "array"
            },
            "labels": {
             "additionalProperties": {
              "type": "string"
             },
             "type": "object"
            },
            "launchTemplate": {},
            "maxPodsPerNode": {
             "type": "integer"
            },
            "maxSize": {
             "type": "integer"
            },
            "minSize": {
             "type": "integer"
            },
            "name": {
             "type": "string"
            },
            "nodeRepairConfig": {},
            "outpostARN": {
             "type": "string"
            },
            "overrideBootstrapCommand": {
             "type": "string"
            },
            "placement": {},
            "preBootstrapCommands": {
             "items": {
              "type": "string"
             },
             "type": "array"
            },
            "privateNetworking": {
             "type": "boolean"
            },
            "propagateASGTags": {
             "type": "boolean"
            },
            "releaseVersion": {
             "type": "string"
            },
            "securityGroups": {},
            "spot": {
             "type": "boolean"
            },
            "ssh": {},
            "subnets": {
             "items": {
              "type": "string"
             },
             "type": "array"
            },
            "tags": {
             "additionalProperties": {
              "type": "string"
             },
             "type": "object"
            },
            "taints": {
             "items": {
              "$ref": "#/definitions/NodeGroupTaint"
             },
             "type": "array"
            },
            "updateConfig": {
             "$ref": "#/definitions/NodeGroupUpdateConfig"
            },
            "volumeEncrypted": {
             "type": "boolean"
            },
            "volumeIOPS": {
             "type": "integer"
            },
            "volumeKmsKeyID": {
             "type": "string"
            },
            "volumeName": {
             "type": "string"
            },
            "volumeSize": {
             "type": "integer"
            },
            "volumeThroughput": {
             "type": "integer"
            },
            "volumeType": {
             "enum": [
              "gp2",
              "gp3",
              "io1",
              "io2",
              "sc1",
              "st1"
             ],
             "type": "string"
            }
           },
           "required": [
            "name"
           ]
          },
          "NodeGroupIAM": {
           "additionalProperties": false,
           "properties": {
            "attachPolicy": {},
            "attachPolicyARNs": {
             "items": {
              "type": "string"
             },
             "type": "array"
            },
            "instanceProfileARN": {
             "type": "string"
            },
            "instanceRoleARN": {
             "type": "string"
            },
            "instanceRoleName": {
             "type": "string"
            },
            "instanceRolePermissionsBoundary": {
             "type": "string"
            },
            "withAddonPolicies": {}
           }
          },
          "NodeGroupTaint": {
           "additionalProperties": false,
           "properties": {
            "effect": {
             "type": "string"
            },
            "key": {
             "type": "string"
            },
            "value": {
             "type": "string"
            }
           }
          },
          "NodeGroupUpdateConfig": {
           "additionalProperties": false,
           "properties": {
            "maxUnavailable": {
             "type": "integer"
            },
            "maxUnavailablePercentage": {
             "type": "integer"
            }
           }
          }
         },
         "type": "object"
        }
        """

    /// - Returns: what a document breaks of the schema; empty when it accepts it.
    static func problems(of value: JSONValue) throws -> [String] {
        let schema = try JSONValue(parsing: text.utf8, source: "eksctl's schema")
        return problems(of: value, schema, at: "", in: schema)
    }

    /// The keywords that the schema uses: $ref, type, enum, required, properties, additionalProperties, items.
    private static func problems(
        of value: JSONValue, _ schema: JSONValue, at path: String, in whole: JSONValue
    ) -> [String] {
        var problems: [String] = []
        if let name = schema["$ref"]?.string?.split(separator: "/").last {
            let definition = whole[path: "definitions", String(name)] ?? .null
            return Self.problems(of: value, definition, at: path, in: whole)
        }
        if let type = schema["type"]?.string, !isOf(type, value) { problems.append("\(path) is no \(type)") }
        if let values = schema["enum"]?.array, !values.contains(value) { problems.append("\(path) is not in the list") }
        for name in (schema["required"]?.array ?? []).compactMap(\.string) where value[name] == nil {
            problems.append("\(path) has no \(name)")
        }
        for (name, member) in value.object ?? [:] {
            if let own = schema[path: "properties", name] {
                problems += Self.problems(of: member, own, at: "\(path).\(name)", in: whole)
            } else if schema["additionalProperties"] == false {
                problems.append("\(path) may not have \(name)")
            } else if let other = schema["additionalProperties"] {
                problems += Self.problems(of: member, other, at: "\(path).\(name)", in: whole)
            }
        }
        if let items = schema["items"] {
            for (index, element) in (value.array ?? []).enumerated() {
                problems += Self.problems(of: element, items, at: "\(path)[\(index)]", in: whole)
            }
        }
        return problems
    }

    private static func isOf(_ type: String, _ value: JSONValue) -> Bool {
        switch type {
        case "string": value.string != nil
        case "boolean": value.bool != nil
        case "integer": value.integer != nil
        case "array": value.array != nil
        case "object": value.object != nil
        default: true
        }
    }
}
