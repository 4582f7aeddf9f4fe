import KubernetesClient
import RawJSON
import Reporting

/// Reads pull secrets from the cluster, each Secret and each ServiceAccount once.
package actor PullSecretReader {
    private struct Key: Hashable {
        let namespace: NamespaceName
        let name: String
    }

    private let client: KubernetesClient
    private var accounts: [Key: Result<KubernetesObject, Failure>] = [:]
    private var secrets: [Key: Result<KubernetesObject, Failure>] = [:]
    /// Accounts that come without secrets of their own: who is there already keeps those it has.
    private var expectedAccounts: Set<Key> = []

    /// - Parameters:
    ///   - client: the cluster.
    ///   - coming: objects, with their namespaces, that will be on the cluster before any pod is pulled for: their Secrets
    ///     and ServiceAccounts count before those that are there.
    package init(_ client: KubernetesClient, coming: [KubernetesObject] = []) {
        self.client = client
        for object in coming where object.apiVersion == "v1" {
            guard let namespace = object.namespace.flatMap({ try? NamespaceName($0) }) else { continue }
            let key = Key(namespace: namespace, name: object.name)
            if object.kind == "Secret" { secrets[key] = .success(object) }
            guard object.kind == "ServiceAccount" else { continue }
            if object.json["imagePullSecrets"]?.array?.isEmpty == false {
                accounts[key] = .success(object)
            } else {
                expectedAccounts.insert(key)
            }
        }
    }

    /// - Parameters:
    ///   - template: what pods are made from.
    ///   - namespace: theirs.
    /// - Returns: the logins that their images are pulled with; what could not be read is left out, and told in it.
    /// - Throws: ``Failure`` when the cluster does not answer.
    package func secrets(for template: PodTemplate, in namespace: NamespaceName) async throws -> PullSecrets {
        let accountName = template.spec["serviceAccountName"]?.string ?? "default"
        var gaps: [String] = []
        var account: KubernetesObject?
        if PullSecrets.names(in: template, account: nil).isEmpty {
            let key = Key(namespace: namespace, name: accountName)
            let result = if let known = accounts[key] { known } else { try await read(.serviceAccounts, key) }
            accounts[key] = result
            switch result {
            case .success(let found): account = found
            case .failure(let failure)
            where failure.code == .objectNotFound && (accountName == "default" || expectedAccounts.contains(key)):
                // It comes with its namespace, or with the manifests.
                break
            case .failure(let failure):
                gaps.append("the pull secrets of serviceaccount/\(accountName): \(failure.message)")
            }
        }
        var found: [KubernetesObject] = []
        for name in PullSecrets.names(in: template, account: account) {
            let key = Key(namespace: namespace, name: name)
            let result = if let known = secrets[key] { known } else { try await read(.secrets, key) }
            secrets[key] = result
            switch result {
            case .success(let secret): found.append(secret)
            case .failure(let failure): gaps.append("the pull secret \(name): \(failure.message)")
            }
        }
        return PullSecrets(found, gaps: gaps)
    }

    /// A Secret that is missing or may not be read is no failure: kubelets pass over it too.
    private func read(_ type: ResourceType, _ key: Key) async throws -> Result<KubernetesObject, Failure> {
        do {
            return .success(try await client.get(type, name: key.name, namespace: key.namespace))
        } catch let failure as Failure where [.objectNotFound, .forbidden].contains(failure.code) {
            return .failure(failure)
        }
    }
}
