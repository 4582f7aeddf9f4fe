import FoundationEssentials
import HTTPTransport
import OCIModel
import Reporting

/// The folders in which container tools look for registries' certificates: `HOST[:PORT]/ca.crt`, `client.cert` and
/// `client.key`.
///
/// Source: Docker's "Verify repository client with certificates"; containers-certs.d(5).
public struct CertificateFolders: Sendable {
    /// Where every tool looks.
    static let system = "/etc/docker/certs.d"

    private let folders: [String]
    /// A file of authorities instead of the system's.
    private let authorities: String?
    /// A file of authorities besides the others.
    private let furtherAuthorities: String?

    private static let largestFile = 4 << 20

    /// - Parameters:
    ///   - folders: the folders, the most important first.
    ///   - authorities: a file of authorities instead of the system's; nil for the system's.
    ///   - furtherAuthorities: a file of authorities besides the others.
    public init(folders: [String] = [], authorities: String? = nil, furtherAuthorities: String? = nil) {
        self.folders = folders
        self.authorities = authorities
        self.furtherAuthorities = furtherAuthorities
    }

    /// The user's own folders before the system's; `SSL_CERT_FILE` names authorities instead of the system's,
    /// `MIXARCH_CA_FILE` some besides them.
    /// - Parameters:
    ///   - environment: the variables.
    ///   - furtherAuthorities: a file of authorities besides the others, which takes the place of `MIXARCH_CA_FILE`.
    public init(environment: [String: String], furtherAuthorities: String? = nil) {
        func file(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        let home = environment["HOME"] ?? "/root"
        let configuration = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home + "/.config"
        self.init(
            folders: [
                configuration + "/containers/certs.d", configuration + "/docker/certs.d", "/etc/containers/certs.d",
                Self.system,
            ],
            authorities: file("SSL_CERT_FILE"), furtherAuthorities: furtherAuthorities ?? file("MIXARCH_CA_FILE"))
    }

    /// - Parameter registry: a registry as image references name it.
    /// - Returns: whether there are certificates for it: a folder of its own, or a file for all registries.
    func know(_ registry: Registry) -> Bool {
        furtherAuthorities != nil || folders.contains { FileManager.default.fileExists(atPath: "\($0)/\(registry)") }
    }

    /// - Parameter registry: a registry as image references name it.
    /// - Returns: how its certificate is judged; nil for the system's way.
    /// - Throws: ``Failure`` when a file can't be read, or a key is missing.
    func tls(for registry: Registry) throws(Failure) -> TLSOptions? {
        var options = TLSOptions()
        if let authorities { options.authorities = try FileContent.read(authorities, limit: Self.largestFile) }
        if let furtherAuthorities {
            options.additionalAuthorities =
                try FileContent.read(furtherAuthorities, limit: Self.largestFile) + [UInt8(ascii: "\n")]
        }
        // The first folder that has the registry counts, as containers' tools have it.
        for folder in folders {
            let place = "\(folder)/\(registry)"
            let names = Folder.names(in: place) ?? []
            if names.isEmpty { continue }
            try add(names, in: place, to: &options)
            break
        }
        return options == TLSOptions() ? nil : options
    }

    private func add(_ names: [String], in folder: String, to options: inout TLSOptions) throws(Failure) {
        for name in names where name.hasSuffix(".crt") {
            let certificates = try FileContent.read("\(folder)/\(name)", limit: Self.largestFile)
            options.additionalAuthorities = (options.additionalAuthorities ?? []) + certificates + [UInt8(ascii: "\n")]
        }
        guard let certificate = names.first(where: { $0.hasSuffix(".cert") }) else { return }
        let key = certificate.dropLast("cert".count) + "key"
        guard names.contains(String(key)) else {
            throw Failure(
                .unreadableInput, "\(folder)/\(certificate) has no key beside it", hint: "it must be called \(key)")
        }
        options.certificate = try FileContent.read("\(folder)/\(certificate)", limit: Self.largestFile)
        options.privateKey = try FileContent.read("\(folder)/\(key)", limit: Self.largestFile)
    }
}
