import FoundationEssentials
import KubernetesClient
import RawJSON

/// The logins that pods pull their images with, from Secrets. Nothing that is printed shows them.
public struct PullSecrets: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    /// In the form of Docker's `config.json`, with `auths` alone, in the order of the Secrets: what else such a file may
    /// name, such as programs to run, is not for the cluster to decide.
    public let documents: [JSONValue]
    /// What could not be read, and why.
    public let gaps: [String]

    /// No logins.
    public static let none = PullSecrets(documents: [], gaps: [])

    init(documents: [JSONValue], gaps: [String]) {
        self.documents = documents
        self.gaps = gaps
    }

    /// - Parameters:
    ///   - secrets: Secrets as the server or a manifest has them.
    ///   - gaps: why others could not be read.
    package init(_ secrets: [KubernetesObject], gaps: [String] = []) {
        var documents: [JSONValue] = []
        var gaps = gaps
        for secret in secrets {
            switch Self.document(of: secret) {
            case .some(let document): documents.append(document)
            case nil: gaps.append("\(secret.shortName) holds no logins for registries")
            }
        }
        self.init(documents: documents, gaps: gaps)
    }

    /// Source: kubernetes `pkg/credentialprovider/secrets`: the present form, and the one of Docker before 1.7, which has
    /// the registries at its top. Kubelets pass over others.
    private static func document(of secret: KubernetesObject) -> JSONValue? {
        func content(_ key: String) -> JSONValue? {
            // In manifests, what is written out goes before what is encoded.
            let plain = secret.json["stringData"]?[key]?.string.map { Data($0.utf8) }
            let encoded = secret.json["data"]?[key]?.string.flatMap {
                Data(base64Encoded: $0, options: .ignoreUnknownCharacters)
            }
            // The parser's words might quote the content.
            return (plain ?? encoded).flatMap { try? JSONValue(parsing: $0, source: secret.shortName) }
        }
        switch secret.json["type"]?.string {
        case "kubernetes.io/dockerconfigjson":
            return content(".dockerconfigjson")?["auths"].map { ["auths": $0] }
        case "kubernetes.io/dockercfg":
            return content(".dockercfg").flatMap { $0.object == nil ? nil : ["auths": $0] }
        default: return nil
        }
    }

    /// The Secrets that pods of a template pull with.
    /// - Parameters:
    ///   - template: what the pods are made from.
    ///   - account: their ServiceAccount; nil when it is unknown.
    /// - Returns: names of Secrets. The account's count only where the template names none (admission plugin
    ///   ServiceAccount).
    package static func names(in template: PodTemplate, account: KubernetesObject?) -> [String] {
        func names(_ list: JSONValue?) -> [String] { (list?.array ?? []).compactMap { $0["name"]?.string } }
        let own = names(template.spec["imagePullSecrets"])
        return own.isEmpty ? names(account?.json["imagePullSecrets"]) : own
    }

    public var description: String { documents.isEmpty ? "no pull secrets" : "pull secrets" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
