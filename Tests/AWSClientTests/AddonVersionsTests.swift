import AWSClient
import HTTPTransport
import RawJSON
import Synchronization
import Testing

@Suite struct AddonVersionsTests {
    /// EKS's list in two pages, with another add-on in it.
    private final class List: HTTPSender {
        let asked = Mutex<[String]>([])

        func send(_ request: HTTPRequest) async throws -> HTTPResponse {
            asked.withLock { $0.append(String(request.url.drop { $0 != "?" })) }
            func version(_ name: JSONValue, _ architectures: JSONValue) -> JSONValue {
                ["addonVersion": name, "architecture": architectures]
            }
            var answer: JSONValue = ["addons": [["addonName": "vpc-cni", "addonVersions": [version("v1", ["amd64"])]]]]
            if !request.url.contains("nextToken") {
                answer = [
                    "addons": [
                        ["addonName": "vpc-cni-2", "addonVersions": [version("v9", [])]],
                        ["addonName": "vpc-cni", "addonVersions": [version("v2", ["amd64", "arm64"])]],
                    ],
                    "nextToken": "more",
                ]
            }
            return HTTPResponse(
                status: 200, headers: [:], body: HTTPResponseBody(bytes: try answer.encoded()), url: request.url)
        }
    }

    @Test func allPagesAreRead() async throws {
        let environment = [
            "HOME": "/nonexistent", "AWS_REGION": "us-west-2", "AWS_ACCESS_KEY_ID": "AKID",
            "AWS_SECRET_ACCESS_KEY": "x",
        ]
        let list = List()
        let session = try AWSSession(try AWSConfiguration(environment: environment), sender: list)
        let versions = try await session.versions(of: "vpc-cni", for: "1.30")
        #expect(
            versions == [
                EKSAddonVersion(version: "v2", architectures: ["amd64", "arm64"]),
                EKSAddonVersion(version: "v1", architectures: ["amd64"]),
            ])
        let query = "?addonName=vpc-cni&kubernetesVersion=1.30"
        #expect(list.asked.withLock { $0 } == [query, query + "&nextToken=more"])
    }
}
