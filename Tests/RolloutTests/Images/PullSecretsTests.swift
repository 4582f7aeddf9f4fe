import FoundationEssentials
import KubernetesClient
import RawJSON
import Rollout
import Testing

@Suite struct PullSecretsTests {
    private func secret(_ type: String, _ key: String, _ content: String) -> KubernetesObject {
        KubernetesObject([
            "kind": "Secret", "metadata": ["name": "pull"], "type": .string(type),
            "data": .object([key: .string(Data(content.utf8).base64EncodedString())]),
        ])
    }

    private let logins: JSONValue = ["auths": ["example.com": ["auth": "Ym9iOnA6dw=="]]]

    @Test func bothFormsOfSecretsAreRead() {
        let present = secret(
            "kubernetes.io/dockerconfigjson", ".dockerconfigjson",
            #"{"auths":{"example.com":{"auth":"Ym9iOnA6dw=="}},"credsStore":"evil"}"#)
        let old = secret("kubernetes.io/dockercfg", ".dockercfg", #"{"example.com":{"auth":"Ym9iOnA6dw=="}}"#)
        let secrets = PullSecrets([present, old])
        #expect(secrets.documents == [logins, logins])
        #expect(secrets.gaps == [])
    }

    @Test func aManifestsOwnFormIsRead() {
        let written = KubernetesObject([
            "kind": "Secret", "metadata": ["name": "pull"], "type": "kubernetes.io/dockerconfigjson",
            "data": [".dockerconfigjson": "e30="],
            "stringData": [".dockerconfigjson": #"{"auths":{"example.com":{"auth":"Ym9iOnA6dw=="}}}"#],
        ])
        #expect(PullSecrets([written]).documents == [logins])
        var folded = secret("kubernetes.io/dockercfg", ".dockercfg", #"{"example.com":{"auth":"Ym9iOnA6dw=="}}"#)
        let text = folded.json[path: "data", ".dockercfg"]?.string ?? ""
        folded.json[path: "data", ".dockercfg"] = .string(text.prefix(20) + "\n" + text.dropFirst(20) + "\n")
        #expect(PullSecrets([folded]).documents == [logins], "base64 puts line feeds in")
    }

    @Test func whatHoldsNoLoginsIsToldWithoutItsContent() {
        let others = [
            secret("Opaque", ".dockerconfigjson", "{\"auths\":{}}"),
            secret("kubernetes.io/dockerconfigjson", ".dockerconfigjson", "p4ssw0rd"),
            secret("kubernetes.io/dockercfg", ".dockercfg", "[\"p4ssw0rd\"]"),
        ]
        let secrets = PullSecrets(others)
        #expect(secrets.documents == [])
        #expect(secrets.gaps.count == 3)
        #expect(!secrets.gaps.joined().contains("p4ssw0rd"))
    }

    @Test func nothingThatIsPrintedShowsThem() {
        let secrets = PullSecrets([
            secret("kubernetes.io/dockercfg", ".dockercfg", #"{"example.com":{"password":"p4ssw0rd"}}"#)
        ])
        var dumped = ""
        dump(secrets, to: &dumped)
        for text in ["\(secrets)", String(reflecting: secrets), dumped] { #expect(!text.contains("p4ssw0rd")) }
    }

    @Test func theAccountsSecretsCountOnlyWhereThePodNamesNone() throws {
        let account = KubernetesObject(["imagePullSecrets": [["name": "account"]]])
        var object = Fixture.deployment()
        #expect(PullSecrets.names(in: try #require(PodTemplate(of: object)), account: account) == ["account"])
        #expect(PullSecrets.names(in: try #require(PodTemplate(of: object)), account: nil) == [])
        object.json[path: "spec", "template", "spec", "imagePullSecrets"] = [["name": "own"], ["name": "two"]]
        #expect(PullSecrets.names(in: try #require(PodTemplate(of: object)), account: account) == ["own", "two"])
    }
}
