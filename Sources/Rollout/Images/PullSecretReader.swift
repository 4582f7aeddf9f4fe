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

    /// - Parameter client: the cluster.
    package init(_ client: KubernetesClient) { self.client = client }

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
