extension EksctlSchema {
    /// Definitions of clusters as a whole.
    static let clusters = """
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
        }
        """
}
