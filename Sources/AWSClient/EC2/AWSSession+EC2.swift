import Reporting
import XML

extension AWSSession {
    /// Every type of the region that an architecture has.
    /// - Parameter architecture: in EC2's words, `arm64` or `x86_64`.
    /// - Throws: ``Failure``.
    public func instanceTypes(for architecture: String) async throws -> [InstanceType] {
        try await instanceTypes { form in
            form.addFilter("processor-info.supported-architecture", [architecture])
            form.add("MaxResults", "100")
        }
        // A stand-in for EC2 may not know the filter.
        .filter { $0.architectures.contains(architecture) }
    }

    /// - Parameter names: types by name; those that the region does not have are left out.
    /// - Throws: ``Failure``.
    public func instanceTypes(named names: [String]) async throws -> [InstanceType] {
        guard !names.isEmpty else { return [] }
        return try await instanceTypes { form in form.addFilter("instance-type", names) }
            .filter { names.contains($0.name) }
    }

    private func instanceTypes(_ fill: (inout QueryForm) -> Void) async throws -> [InstanceType] {
        try await Pages.all { token in
            var form: QueryForm = [:]
            fill(&form)
            form.add("NextToken", token)
            let answer = try await ec2.query("DescribeInstanceTypes", form)
            return (answer.elements("instanceTypeSet", "item").map { InstanceType($0) }, answer.value("nextToken"))
        }
    }

    /// Which availability zones have which types.
    /// - Parameter zones: the zones that matter.
    /// - Returns: the zones of each type.
    /// - Throws: ``Failure``.
    public func offerings(in zones: [String]) async throws -> [String: Set<String>] {
        let pairs = try await Pages.all { token in
            var form: QueryForm = ["LocationType": "availability-zone"]
            form.addFilter("location", zones)
            form.add("MaxResults", "1000")
            form.add("NextToken", token)
            let answer = try await ec2.query("DescribeInstanceTypeOfferings", form)
            let items = answer.elements("instanceTypeOfferingSet", "item").map {
                ($0.value("instanceType") ?? "", $0.value("location") ?? "")
            }
            return (items, answer.value("nextToken"))
        }
        return pairs.reduce(into: [:]) { offers, pair in
            if zones.contains(pair.1) { offers[pair.0, default: []].insert(pair.1) }
        }
    }

    /// - Parameter ids: subnets; those that are not there are left out.
    /// - Throws: ``Failure``.
    public func subnets(_ ids: [String]) async throws -> [Subnet] {
        guard !ids.isEmpty else { return [] }
        let found = try await Pages.all { token in
            var form: QueryForm = [:]
            form.addFilter("subnet-id", ids)
            form.add("NextToken", token)
            let answer = try await ec2.query("DescribeSubnets", form)
            return (answer.elements("subnetSet", "item"), answer.value("nextToken"))
        }
        let networks = Set(found.compactMap { $0.value("vpcId") }).sorted()
        let open = try await openSubnets(in: networks)
        return found.map { item in
            let id = item.value("subnetId") ?? ""
            let vpc = item.value("vpcId") ?? ""
            return Subnet(
                id: id, vpc: vpc, zone: item.value("availabilityZone") ?? "",
                freeAddresses: item.value("availableIpAddressCount").flatMap { Int($0) } ?? 0,
                isPrivate: !(open.subnets[id] ?? open.networks.contains(vpc)))
        }
    }

    /// Whether the internet has a way into subnets: by a table of their own, or else by the network's main one.
    private func openSubnets(
        in networks: [String]
    ) async throws -> (subnets: [String: Bool], networks: Set<String>) {
        guard !networks.isEmpty else { return ([:], []) }
        let tables = try await Pages.all { token in
            var form: QueryForm = [:]
            form.addFilter("vpc-id", networks)
            form.add("NextToken", token)
            let answer = try await ec2.query("DescribeRouteTables", form)
            return (answer.elements("routeTableSet", "item"), answer.value("nextToken"))
        }
        var subnets: [String: Bool] = [:]
        var main: Set<String> = []
        for table in tables {
            let isOpen = table.elements("routeSet", "item").contains {
                $0.value("gatewayId")?.hasPrefix("igw-") == true
            }
            for association in table.elements("associationSet", "item") {
                if let subnet = association.value("subnetId") {
                    subnets[subnet] = isOpen
                } else if association.value("main") == "true", isOpen, let vpc = table.value("vpcId") {
                    main.insert(vpc)
                }
            }
        }
        return (subnets, main)
    }
}

extension InstanceType {
    init(_ item: XMLElement) {
        func number(_ group: String, _ name: String) -> Int {
            item.child(group)?.value(name).flatMap { Int($0) } ?? 0
        }
        let network = item.child("networkInfo")
        let cards = network?.elements("networkCards", "item") ?? []
        let baselines = cards.compactMap { $0.value("baselineBandwidthInGbps").flatMap { Double($0) } }
        func count(_ group: String, _ list: String) -> Int {
            (item.child(group)?.elements(list, "item") ?? []).reduce(0) {
                $0 + ($1.value("count").flatMap { Int($0) } ?? 0)
            }
        }
        self.init(
            name: item.value("instanceType") ?? "",
            architectures: (item.child("processorInfo")?.elements("supportedArchitectures", "item") ?? [])
                .compactMap(\.trimmed),
            vCPUs: number("vCpuInfo", "defaultVCpus"), memoryMiB: number("memoryInfo", "sizeInMiB"),
            instanceStorageGB: number("instanceStorageInfo", "totalSizeInGB"),
            networkPerformance: network?.value("networkPerformance") ?? "",
            baselineGbps: baselines.isEmpty ? nil : baselines.reduce(0, +),
            volumeGbps: item.child("ebsInfo")?.child("ebsOptimizedInfo")?.value("baselineBandwidthInMbps")
                .flatMap { Double($0) }.map { $0 / 1000 },
            isCurrentGeneration: item.value("currentGeneration") == "true",
            isBareMetal: item.value("bareMetal") == "true",
            isBurstable: item.value("burstablePerformanceSupported") == "true", gpus: count("gpuInfo", "gpus"),
            otherAccelerators: count("fpgaInfo", "fpgas") + count("inferenceAcceleratorInfo", "accelerators")
                + count("neuronInfo", "neuronDevices"))
    }
}
