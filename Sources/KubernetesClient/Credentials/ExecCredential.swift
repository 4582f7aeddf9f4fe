import FoundationEssentials
import RawJSON
import Reporting

/// What an exec plugin answered (API: ExecCredentialStatus).
struct ExecCredential: Sendable, Equatable {
    let token: String?
    /// In PEM.
    let certificate: String?
    /// In PEM.
    let privateKey: String?
    /// When it has to be asked again; nil for never.
    let expiration: Date?

    /// - Parameters:
    ///   - answer: an `ExecCredential`.
    ///   - apiVersion: the version that was asked for.
    ///   - program: the plugin, for messages.
    /// - Throws: ``Failure`` with code `tool-failed` when there is no credential in it.
    init(_ answer: JSONValue, expected apiVersion: String, from program: String) throws(Failure) {
        guard answer["kind"]?.string == "ExecCredential", answer["apiVersion"]?.string == apiVersion else {
            throw Failure(.toolFailed, "\(program) did not answer with an ExecCredential of \(apiVersion)")
        }
        let status = answer["status"]
        token = status?["token"]?.string
        certificate = status?["clientCertificateData"]?.string
        privateKey = status?["clientKeyData"]?.string
        guard token != nil || (certificate != nil && privateKey != nil) else {
            throw Failure(.toolFailed, "\(program) answered with neither a token nor a client certificate")
        }
        expiration = status?["expirationTimestamp"]?.string.flatMap(Self.date)
    }

    private static func date(_ text: String) -> Date? {
        (try? Date(text, strategy: .iso8601))
            ?? (try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
    }
}
