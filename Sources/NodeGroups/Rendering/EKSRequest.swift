import AWSClient
import RawJSON

extension NodeGroupSpec {
    /// The input of EKS's CreateNodegroup, as `aws eks create-nodegroup --cli-input-json` takes it.
    /// - Parameter cluster: the cluster's name.
    public func request(cluster: String) -> JSONValue {
        func strings(_ values: [String]) -> JSONValue { .array(values.map { .string($0) }) }
        func map(_ pairs: [String: String]) -> JSONValue { .object(pairs.mapValues { .string($0) }) }
        var json: JSONValue = [
            "clusterName": .string(cluster), "nodegroupName": .string(name),
            "scalingConfig": [
                "minSize": .integer(Int64(minimum)), "maxSize": .integer(Int64(maximum)),
                "desiredSize": .integer(Int64(desired)),
            ],
            "subnets": strings(subnets), "instanceTypes": strings(instanceTypes), "amiType": .string(amiType),
            "capacityType": .string(capacityType), "nodeRole": .string(nodeRole),
        ]
        if let diskSize { json["diskSize"] = .integer(Int64(diskSize)) }
        if let releaseVersion { json["releaseVersion"] = .string(releaseVersion) }
        if !labels.isEmpty { json["labels"] = map(labels) }
        if !tags.isEmpty { json["tags"] = map(tags) }
        if !taints.isEmpty {
            json["taints"] = .array(
                taints.map { taint in
                    var json: JSONValue = ["key": .string(taint.key), "effect": .string(taint.effect)]
                    if !taint.value.isEmpty { json["value"] = .string(taint.value) }
                    return json
                })
        }
        return json
    }
}
