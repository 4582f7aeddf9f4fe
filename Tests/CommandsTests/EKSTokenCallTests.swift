import Commands
import KubernetesClient
import Reporting
import Testing

struct EKSTokenCallTests {
    private func call(_ line: String) -> EKSTokenCall? {
        let words = line.split(separator: " ").map(String.init)
        return EKSTokenCall(
            ExecCall(command: words[0], arguments: Array(words.dropFirst()), environment: [:], apiVersion: "v1"))
    }

    @Test(
        arguments: [
            ("aws --region us-west-2 eks get-token --cluster-name lab --output json", "us-west-2", nil, nil),
            ("/usr/local/bin/aws eks get-token --cluster-name=lab --role-arn arn:r", nil, nil, "arn:r"),
            ("aws --no-cli-pager --profile dev --region a eks get-token --cluster-name lab", "a", "dev", nil),
            ("aws-iam-authenticator token -i lab -r arn:r", nil, nil, "arn:r"),
            ("aws-iam-authenticator token --cluster-id lab --role arn:r --forward-session-name", nil, nil, "arn:r"),
            ("/opt/old/mixarch eks-token --cluster lab --region b --profile dev", "b", "dev", nil),
        ] as [(String, String?, String?, String?)])
    func known(_ line: String, _ region: String?, _ profile: String?, _ role: String?) throws {
        let found = try #require(call(line))
        #expect(found.cluster == "lab" && found.region == region && found.profile == profile && found.role == role)
    }

    @Test(arguments: [
        "gke-gcloud-auth-plugin", "aws eks describe-cluster --cluster-name lab", "aws eks get-token",
        "aws eks get-token --cluster-name", "aws --endpoint-url http://x eks get-token --cluster-name lab",
        "aws-iam-authenticator verify -i lab", "kubelogin get-token --cluster-name lab",
        "aws eks get-token --cluster-name lab more",
    ])
    func others(_ line: String) { #expect(call(line) == nil) }

    @Test func versions() throws {
        let group = "client.authentication.k8s.io"
        #expect(try ExecCredentialAnswer.version(askedFor: nil) == "\(group)/v1beta1")
        #expect(try ExecCredentialAnswer.version(askedFor: #"{"apiVersion":"\#(group)/v1"}"#) == "\(group)/v1")
        for text in ["{}", "nonsense", #"{"apiVersion":"v2"}"#] {
            #expect(throws: Failure.self) { try ExecCredentialAnswer.version(askedFor: text) }
        }
    }
}
