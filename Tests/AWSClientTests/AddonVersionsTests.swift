import AWSClient
import HTTPTransport
import RawJSON
import Synchronization
import Testing

@Suite struct AddonVersionsTests {
    /// EKS's list in two pages, with another add-on in it.
    @Test func allPagesAreRead() async throws {
        let asked = Mutex<[String]>([])
        let aws = ScriptedAWS { request, _ in
            asked.withLock { $0.append(String(request.url.drop { $0 != "?" })) }
            let last =
                #"{"addons": [{"addonName": "vpc-cni", "addonVersions": [{"addonVersion": "v1", "architecture": ["amd64"]}]}]}"#
            let first = """
                {"nextToken": "more", "addons": [
                  {"addonName": "vpc-cni-2", "addonVersions": [{"addonVersion": "v9", "architecture": []}]},
                  {"addonName": "vpc-cni", "addonVersions": [{"addonVersion": "v2", "architecture": ["amd64", "arm64"]}]}]}
                """
            return (200, [:], request.url.contains("nextToken") ? last : first)
        }
        let versions = try await aws.session().versions(of: "vpc-cni", for: "1.30")
        #expect(
            versions == [
                EKSAddonVersion(version: "v2", architectures: ["amd64", "arm64"]),
                EKSAddonVersion(version: "v1", architectures: ["amd64"]),
            ])
        let query = "?addonName=vpc-cni&kubernetesVersion=1.30"
        #expect(asked.withLock { $0 } == [query, query + "&nextToken=more"])
    }
}
