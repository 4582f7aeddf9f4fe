import Crypto
import RawJSON
import Reporting

/// The name of a request: the same request has the same name on every machine and after every kill, so that EKS does
/// not do it twice.
package enum RequestToken {
    /// - Parameters:
    ///   - request: what is asked for.
    ///   - cluster: the cluster's ARN.
    ///   - attempt: counts from 0; a group that was deleted and is made anew needs another name.
    package static func token(for request: JSONValue, of cluster: String, attempt: Int) throws(Failure) -> String {
        let text = try request.encoded() + Array("\n\(cluster)\n\(attempt)".utf8)
        return SHA256.hash(data: text).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count < 2 ? "0" + digits : digits
        }.joined()
    }
}
