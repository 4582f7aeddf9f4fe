import NIOSSL
import Reporting

extension TLSOptions {
    /// - Returns: the TLS library's form of these options.
    /// - Throws: ``Failure`` with code `invalid-input` when a certificate or key makes no sense.
    func configuration() throws(Failure) -> TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        do {
            if let authorities {
                configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(authorities))
            }
            if let additionalAuthorities {
                configuration.additionalTrustRoots = [
                    .certificates(try NIOSSLCertificate.fromPEMBytes(additionalAuthorities))
                ]
            }
            if let certificate {
                configuration.certificateChain = try NIOSSLCertificate.fromPEMBytes(certificate).map {
                    .certificate($0)
                }
            }
            if let privateKey {
                configuration.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: privateKey, format: .pem))
            }
        } catch {
            throw Failure(.invalidInput, "a certificate or key of the connection can't be read", cause: error)
        }
        if isInsecure { configuration.certificateVerification = .none }
        return configuration
    }
}
