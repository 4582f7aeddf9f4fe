import AWSClient
import FoundationEssentials
import Testing

struct ECRRegistryTests {
    @Test(arguments: [
        ("123456789012.dkr.ecr.us-west-2.amazonaws.com", "us-west-2", false),
        ("123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn", "cn-north-1", false),
        ("123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com", "us-gov-west-1", true),
        ("123456789012.dkr-ecr.eu-west-1.on.aws", "eu-west-1", false),
        ("123456789012.DKR.ecr.us-iso-east-1.c2s.ic.gov", "us-iso-east-1", false),
    ])
    func accounts(_ host: String, _ region: String, _ isFIPS: Bool) throws {
        #expect(
            ECRRegistry(host: host) == .own(account: "123456789012", try AWSRegion(region), isFIPS: isFIPS))
    }

    @Test(arguments: [
        "docker.io", "123456789012.dkr.ecr.us-west-2.amazonaws.com.evil.com", "dkr.ecr.us-west-2.amazonaws.com",
        "x.dkr.ecr.us-west-2.amazonaws.com", "123456789012.dkr.ecs.us-west-2.amazonaws.com",
        "123456789012.dkr.ecr.us-west-2.evil.com", "123456789012.dkr.ecr.amazonaws.com", "ecr.aws", "",
        "1234.dkr.ecr.us-west-2.amazonaws.com",
        "123456789012.dkr", "a.123456789012.dkr.ecr.us-west-2.amazonaws.com",
    ])
    func others(_ host: String) { #expect(ECRRegistry(host: host) == nil) }

    @Test func theGallery() {
        #expect(ECRRegistry(host: "public.ecr.aws") == .gallery)
        #expect(ECRRegistry.gallery.region.name == "us-east-1")
        #expect(ECRRegistry.gallery.repositoryName("alias/team/shop") == "team/shop")
        #expect(ECRRegistry(host: "123456789012.dkr.ecr.a.amazonaws.com")?.repositoryName("team/shop") == "team/shop")
    }

    @Test func passwordsSayWhenTheyEnd() {
        let text = Data(#"{"payload":"x","datakey":"y","version":"2","type":"DATA_KEY","expiration":1700000000}"#.utf8)
        #expect(ECRLogin.end(of: text.base64EncodedString()) == Date(timeIntervalSince1970: 1_700_000_000))
        for other in ["hunter2", "", Data(#"{"expiration":1}"#.utf8).base64EncodedString()] {
            #expect(ECRLogin.end(of: other) == nil)
        }
    }

    @Test(arguments: [
        ("https://anything.example/x", true), ("http://127.0.0.1:80/x", true), ("http://127.9.9.9/x", true),
        ("http://[::1]:80/x", true), ("http://localhost/x", true), ("http://169.254.170.2/x", true),
        ("http://169.254.170.23/v1/credentials", true), ("http://[fd00:ec2::23]/v1", true),
        ("http://127.0.0.1.evil.com/x", false), ("http://evil@127.0.0.1/", false), ("http://169.254.169.254/", false),
        ("http://10.0.0.1/", false), ("ftp://127.0.0.1/", false), ("127.0.0.1", false),
        ("http://localhost.evil/", false),
    ])
    func whereTokensMayGo(_ url: String, _ isTrusted: Bool) {
        #expect(ContainerCredentials.isTrusted(url) == isTrusted)
    }
}
