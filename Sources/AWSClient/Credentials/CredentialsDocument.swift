import RawJSON
import Reporting

/// Credentials in the JSON that programs, containers' endpoints and machines give.
struct CredentialsDocument {
    let json: JSONValue

    /// - Parameters:
    ///   - tokenName: what the session token is called.
    ///   - source: where they come from, in words.
    /// - Throws: ``Failure`` with code `aws-unauthorized` when they are not whole; nothing of them is in the message.
    func credentials(tokenName: String, source: String) throws(Failure) -> AWSCredentials {
        guard let id = json["AccessKeyId"]?.string, let secret = json["SecretAccessKey"]?.string, !id.isEmpty,
            !secret.isEmpty
        else {
            // Containers' endpoints and machines say why in these fields.
            let words = [json["code"] ?? json["Code"], json["message"] ?? json["Message"]]
                .compactMap { $0?.string }.joined(separator: ": ")
            throw Failure(
                .awsUnauthorized,
                "\(source) gave no AccessKeyId and SecretAccessKey"
                    + (words.isEmpty ? "" : " (\(words.prefix(300)))"))
        }
        let end = json["Expiration"]?.string
        let expiration = end.flatMap(AWSTime.parse)
        if end != nil, expiration == nil {
            throw Failure(.awsUnauthorized, "\(source) gave an Expiration that is no time")
        }
        return AWSCredentials(
            accessKeyID: id, secret: secret, sessionToken: json[tokenName]?.string, expiration: expiration,
            accountID: json["AccountId"]?.string, source: source)
    }
}
