/// A registry of ECR's, read off its host name: `123456789012.dkr.ecr.us-west-2.amazonaws.com`, `public.ecr.aws`.
///
/// Source: ECR User Guide, "Amazon ECR private registries"; `amazon-ecr-credential-helper` knows the same hosts.
public enum ECRRegistry: Sendable, Hashable {
    /// An account's own registry in one region.
    case own(account: String, AWSRegion, isFIPS: Bool)
    /// The gallery that everybody can read.
    case gallery

    private static let galleryHosts: Set<String> = ["public.ecr.aws", "ecr-public.aws.com"]
    /// Behind the region; those with IPv6 addresses among them.
    private static let domains: Set<String> = [
        "amazonaws.com", "amazonaws.com.cn", "amazonaws.eu", "on.aws", "on.amazonwebservices.com.cn", "c2s.ic.gov",
        "sc2s.sgov.gov", "cloud.adc-e.uk", "csp.hci.ic.gov",
    ]

    /// - Parameter host: a registry's host, without a port.
    /// - Returns: nil when it is none of ECR's.
    public init?(host: String) {
        let host = host.lowercased()
        if Self.galleryHosts.contains(host) {
            self = .gallery
            return
        }
        // `dkr.ecr` as one label in the newer names.
        var labels = host.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard labels.count >= 4, let account = labels.first, account.utf8.count == 12,
            account.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        labels.removeFirst()
        let service: String
        if labels[0] == "dkr" {
            service = labels[1]
            labels.removeFirst(2)
        } else if labels[0].hasPrefix("dkr-") {
            service = String(labels[0].dropFirst(4))
            labels.removeFirst()
        } else {
            return nil
        }
        guard ["ecr", "ecr-fips"].contains(service), let name = labels.first, let region = try? AWSRegion(name),
            Self.domains.contains(labels.dropFirst().joined(separator: "."))
        else { return nil }
        self = .own(account: account, region, isFIPS: service == "ecr-fips")
    }

    /// Where it is asked for logins.
    public var region: AWSRegion {
        switch self {
        case .own(_, let region, _): region
        case .gallery: AWSRegion(known: "us-east-1")
        }
    }

    /// - Parameter path: what stands behind the host in images' names.
    /// - Returns: what the API calls the repository: the gallery's paths begin with the owner's alias.
    public func repositoryName(_ path: String) -> String {
        guard self == .gallery, let slash = path.firstIndex(of: "/") else { return path }
        return String(path[path.index(after: slash)...])
    }
}
