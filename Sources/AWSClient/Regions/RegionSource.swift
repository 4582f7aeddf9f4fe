import Reporting

/// Finds the region out, once.
actor RegionSource {
    private let caller: AWSCaller
    private var known: AWSRegion?

    init(_ caller: AWSCaller) { self.caller = caller }

    func region() async throws -> AWSRegion {
        if let known { return known }
        var found = try caller.configuration.region()
        if found == nil, let text = try await InstanceMetadata(caller).text("/placement/region") {
            found = try AWSRegion(text, from: "the region of this machine")
        }
        guard let found else {
            throw Failure(
                .awsRegionMissing, "no AWS region is named",
                hint:
                    "give --region, set AWS_REGION, or put region into the profile (\(caller.configuration.configPath))"
            )
        }
        known = found
        return found
    }
}
