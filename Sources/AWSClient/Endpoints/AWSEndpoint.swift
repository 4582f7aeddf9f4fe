import HTTPTransport
import Reporting

/// Where a service is spoken to, and for which region the requests are signed.
struct AWSEndpoint: Sendable, Hashable {
    let scheme: String
    /// With the port unless it is the scheme's own.
    let host: String
    /// Before the service's own paths; no slash at its end.
    let basePath: String
    let signingRegion: String

    var url: String { "\(scheme)://\(host)\(basePath)" }

    /// AWS's own endpoint.
    /// - Parameters:
    ///   - service: the service.
    ///   - region: the region.
    ///   - isFIPS: whether only validated cryptography will do.
    ///   - isDualStack: whether IPv6 addresses are wanted.
    init(_ service: AWSService, in region: AWSRegion, isFIPS: Bool = false, isDualStack: Bool = false) {
        let partition = region.partition
        scheme = "https"
        basePath = ""
        let domain = isDualStack ? partition.dualStackDomain : partition.domain
        switch service.reach {
        case .regional:
            signingRegion = region.name
            let prefix = isFIPS ? service.fipsPrefix : isDualStack ? service.dualStackPrefix : service.prefix
            host = "\(prefix).\(region).\(domain)"
        case .only(let only):
            signingRegion = only
            host = "\(service.prefix).\(only).\(domain)"
        case .global:
            signingRegion = partition.globalRegion
            let prefix = isFIPS ? service.fipsPrefix : service.prefix
            // The first partition's one endpoint has no region in its name.
            host = partition == .aws ? "\(prefix).\(domain)" : "\(prefix).\(partition.globalLabel)\(domain)"
        }
    }

    /// An endpoint that somebody named.
    /// - Throws: ``Failure`` with code `usage` when the address makes no sense.
    init(_ service: AWSService, at url: String, in region: AWSRegion) throws(Failure) {
        guard let origin = URLReference.origin(of: url), let end = origin.firstRange(of: "://"),
            ["http", "https"].contains(origin[..<end.lowerBound].lowercased()), end.upperBound < origin.endIndex
        else {
            throw Failure(
                .usage, "the endpoint of \(service.title) makes no sense: \(RedactedURL(url))",
                hint: "write it as https://host:port (AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_\(service.settingName), "
                    + "or endpoint_url in the profile)")
        }
        scheme = origin[..<end.lowerBound].lowercased()
        host = String(origin[end.upperBound...])
        var path = url.dropFirst(origin.count).prefix { $0 != "?" && $0 != "#" }
        while path.hasSuffix("/") { path = path.dropLast() }
        basePath = String(path)
        signingRegion = Self(service, in: region).signingRegion
    }
}

extension AWSPartition {
    /// The region's part of the names of endpoints that a whole partition has.
    fileprivate var globalLabel: String {
        switch self {
        case .aws: ""
        case .usGovernment: "us-gov."
        case .china: "cn-north-1."
        default: globalRegion + "."
        }
    }
}
