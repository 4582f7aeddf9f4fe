import Crypto
import FoundationEssentials
import RawJSON
import Reporting

/// A role's credentials where the aws CLI keeps them, so that one code of an MFA device serves all commands of an hour,
/// of both programs.
///
/// Source: botocore's `AssumeRoleCredentialFetcher` and the CLI's `JSONFileCache`.
struct KeptRole {
    /// Others are asked for from here on: a command takes its time.
    private static let early: TimeInterval = 300

    let role: AssumedRole
    let caller: AWSCaller

    /// `~/.aws/cli/cache/SHA1.json`, of the call's parameters as Python writes them.
    var path: String {
        var parameters = ["RoleArn": role.arn]
        parameters["SerialNumber"] = role.device
        parameters["RoleSessionName"] = role.sessionName
        parameters["ExternalId"] = role.externalID
        var texts = parameters.mapValues { "\"\($0)\"" }
        texts["DurationSeconds"] = role.seconds.map(String.init)
        let text = texts.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ")
        let digest = SignatureV4.hex(Array(Insecure.SHA1.hash(data: Array("{\(text)}".utf8))))
        return "\(caller.configuration.environment["HOME"] ?? "")/.aws/cli/cache/\(digest).json"
    }

    /// - Parameter source: where they come from, in words.
    /// - Returns: what was kept, where it is good for a while; nil otherwise.
    func credentials(source: String) -> AWSCredentials? {
        guard let text = try? SmallFile.read(path), let json = try? JSONValue(parsing: text.utf8, source: path),
            let found = json["Credentials"],
            let kept = try? CredentialsDocument(json: found).credentials(tokenName: "SessionToken", source: source),
            let end = kept.expiration, end.timeIntervalSince(caller.now()) > Self.early
        else { return nil }
        return kept
    }

    /// Keeps credentials, readable for their owner alone.
    /// - Throws: ``Failure`` with code `unreadable-input` when they can't be written.
    func keep(_ credentials: AWSCredentials) throws(Failure) {
        guard let end = credentials.expiration else { return }
        var kept: JSONValue = [
            "AccessKeyId": .string(credentials.accessKeyID), "SecretAccessKey": .string(credentials.secret),
            "Expiration": .string(AWSTime.extended(end)),
        ]
        kept["SessionToken"] = credentials.sessionToken.map { .string($0) }
        kept["AccountId"] = credentials.accountID.map { .string($0) }
        try PrivateFile.write(try (["Credentials": kept] as JSONValue).encoded(), to: path)
    }
}
