import AWSClient
import FoundationEssentials
import Reporting
import Testing

struct AWSConfigurationTests {
    private static let config = """
        [default]
        region = us-east-1
        endpoint_url = http://general
        services = lab
        [profile other]
        region = eu-west-1
        endpoint_url = http://other
        [profile shut]
        endpoint_url = http://other
        ignore_configured_endpoint_urls = true
        [services lab]
        eks =
          endpoint_url = http://eks
        auto_scaling =
          endpoint_url = http://scaling
        """

    private func configuration(
        _ environment: [String: String] = [:], profile: String? = nil, region: AWSRegion? = nil
    ) throws -> AWSConfiguration {
        let path = FileManager.default.temporaryDirectory.path + "/aws-config-\(UUID().uuidString)"
        try Data(Self.config.utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let files = ["AWS_CONFIG_FILE": path, "AWS_SHARED_CREDENTIALS_FILE": path + "-none"]
        return try AWSConfiguration(
            environment: environment.merging(files) { $1 }, profile: profile, region: region)
    }

    @Test func regionsInTheirOrder() throws {
        #expect(try configuration().region() == AWSRegion("us-east-1"))
        #expect(try configuration(["AWS_PROFILE": "other"]).region() == AWSRegion("eu-west-1"))
        #expect(try configuration(["AWS_DEFAULT_REGION": "b"]).region() == AWSRegion("b"))
        #expect(try configuration(["AWS_DEFAULT_REGION": "b", "AWS_REGION": "a"]).region() == AWSRegion("a"))
        #expect(try configuration(["AWS_REGION": "a"], region: AWSRegion("c")).region() == AWSRegion("c"))
        #expect(throws: Failure.self) { try configuration(["AWS_REGION": "a/b"]).region() }
    }

    @Test func endpointsInTheirOrder() throws {
        #expect(try configuration().endpoint(of: .eks) == "http://eks")
        #expect(try configuration().endpoint(of: .autoScaling) == "http://scaling")
        #expect(try configuration().endpoint(of: .ecr) == "http://general")
        #expect(try configuration(["AWS_ENDPOINT_URL": "http://all"]).endpoint(of: .eks) == "http://all")
        let own = ["AWS_ENDPOINT_URL": "http://all", "AWS_ENDPOINT_URL_ECR_PUBLIC": "http://gallery"]
        #expect(try configuration(own).endpoint(of: .ecrPublic) == "http://gallery")
        #expect(try configuration(own).endpoint(of: .ecr) == "http://all")
        let ignored = own.merging(["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"]) { $1 }
        #expect(try configuration(ignored).endpoint(of: .ecr) == nil)
        #expect(try configuration(profile: "shut").endpoint(of: .ecr) == nil)
        #expect(try configuration(profile: "other").endpoint(of: .ecr) == "http://other")
    }

    @Test func aProfileThatIsNotThereIsAnError() throws {
        #expect {
            try configuration(["AWS_PROFILE": "othr"])
        } throws: {
            "\($0)".contains("did you mean \"other\"")
        }
    }

    @Test func namedEndpointsKeepTheirPathAndRegion() throws {
        let endpoint = try AWSEndpoint(.iam, at: "http://127.0.0.1:5566/base/", in: AWSRegion("us-west-2"))
        #expect(endpoint.url == "http://127.0.0.1:5566/base" && endpoint.signingRegion == "us-east-1")
        for text in ["127.0.0.1:1", "ftp://a", "http://", ""] {
            #expect(throws: Failure.self) { try AWSEndpoint(.iam, at: text, in: AWSRegion("us-west-2")) }
        }
    }
}
