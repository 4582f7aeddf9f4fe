import HTTPTransport
import Reporting

/// Where a service is spoken to, and for which region the requests are signed.
package struct AWSEndpoint: Sendable, Hashable {
    package let scheme: String
    /// With the port unless it is the scheme's own.
    package let host: String
    /// Before the service's own paths; no slash at its end.
    package let basePath: String
    package let signingRegion: String

    package var url: String { "\(scheme)://\(host)\(basePath)" }

    /// AWS's own endpoint.
    /// - Parameters:
    ///   - service: the service.
    ///   - region: the region.
    ///   - isFIPS: whether only validated cryptography will do.
    ///   - isDualStack: whether IPv6 addresses are wanted.
    package init(_ service: AWSService, in region: AWSRegion, isFIPS: Bool = false, isDualStack: Bool = false) {
        let partition = region.partition
        scheme = "https"
        basePath = ""
        let domain = isDualStack ? partition.dualStackDomain : partition.domain
        // The government's usual endpoints are validated ones, with the exception of ECR's.
        let isUsual = !isFIPS || (partition == .usGovernment && service != .ecr)
        let prefix = !isUsual ? service.fipsPrefix : isDualStack ? service.dualStackPrefix : service.prefix
        switch service.reach {
        case .regional:
            signingRegion = region.name
            host = "\(prefix).\(region).\(domain)"
        case .only(let only):
            signingRegion = only
            host = "\(service.prefix).\(only).\(domain)"
        case .global:
            signingRegion = partition.globalRegion
            host = "\(prefix).\(partition.globalLabel(isDualStack: isDualStack))\(domain)"
        }
    }

    /// An endpoint that somebody named.
    /// - Throws: ``Failure`` with code `usage` when the address makes no sense.
    package init(_ service: AWSService, at url: String, in region: AWSRegion) throws(Failure) {
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
    fileprivate func globalLabel(isDualStack: Bool) -> String {
        switch self {
        case .usGovernment: "us-gov."
        case .aws, .china: isDualStack ? "global." : self == .aws ? "" : "cn-north-1."
        default: globalRegion + "."
        }
    }
}
