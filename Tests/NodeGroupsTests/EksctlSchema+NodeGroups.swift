extension EksctlSchema {
    /// Definitions of managed node groups.
    static let nodeGroups = """
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
        """
}
