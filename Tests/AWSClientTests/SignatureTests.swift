import AWSClient
import FoundationEssentials
import HTTPTransport
import Testing

/// The first cases of AWS's published signature test suite; thousands more are compared with botocore in the lab.
struct SignatureTests {
    private let signature = SignatureV4(
        credentials: AWSCredentials(
            accessKeyID: "AKIDEXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", source: "a test"),
        region: "us-east-1", service: "service", time: Date(timeIntervalSince1970: 1_440_938_160.9))

    @Test(
        arguments: [
            ("GET", [], "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
            ("POST", [], "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"),
            (
                "GET", [("Param2", "value2"), ("Param1", "value1")],
                "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"
            ),
        ] as [(String, [(String, String)], String)])
    func published(_ method: String, _ query: [(String, String)], _ expected: String) {
        let request = SignableRequest(
            method, host: "example.amazonaws.com", query: query.map { (name: $0.0, value: $0.1) })
        let signed = signature.signed(request)
        #expect(signed.headers["X-Amz-Date"] == "20150830T123600Z")
        #expect(
            signed.headers["Authorization"]
                == "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
                + "SignedHeaders=host;x-amz-date, Signature=\(expected)")
    }

    @Test func aSecondSignatureReplacesTheFirst() {
        let once = signature.signed(SignableRequest("GET", host: "example.amazonaws.com"))
        #expect(signature.signed(once).headers["Authorization"] == once.headers["Authorization"])
    }

    @Test func secretsAreNotDescribed() throws {
        let credentials = AWSCredentials(
            accessKeyID: "AKID", secret: "top-secret", sessionToken: "session-token", source: "a test")
        var dumped = ""
        dump(credentials, to: &dumped)
        dump([credentials], to: &dumped)
        for text in ["\(credentials)", "\([credentials])", String(reflecting: credentials), dumped] {
            #expect(text.contains("AKID") && !text.contains("top-secret") && !text.contains("session-token"))
        }
        let token = EKSToken(
            cluster: "lab", at: AWSEndpoint(.sts, in: try AWSRegion("us-west-2")), as: credentials, time: .now)
        var dumpedToken = ""
        dump(token, to: &dumpedToken)
        #expect(!dumpedToken.contains("k8s-aws-v1") && !"\(token)".contains("k8s-aws-v1"))
    }
}
