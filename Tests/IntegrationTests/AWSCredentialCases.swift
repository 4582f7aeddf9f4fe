import FoundationEssentials
import Testing

extension IntegrationTests.AWSIdentities {
    /// Files, and variables of the environment; AWS itself is moto, and `lab/faults/aws.py`.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        var config = ""
        var credentials = ""
        var files: [String: String] = [:]
        var environment: [String: String] = [:]
        var profile: String?
        /// The key's id, where it is no role's; nil for nobody, or an error.
        var winner: String?
        /// A key that STS made up.
        var isRole = false

        var testDescription: String { name }
    }

    static let keysA = "aws_access_key_id = AKIDA\naws_secret_access_key = sa\n"
    private static let keysB = "aws_access_key_id = AKIDB\naws_secret_access_key = sb\naws_session_token = tb\n"
    private static let environmentKeys = ["AWS_ACCESS_KEY_ID": "AKIDENV", "AWS_SECRET_ACCESS_KEY": "se"]
    static let role = "role_arn = arn:aws:iam::123456789012:role/lab\n"
    private static let sso = """
        sso_account_id = 123456789012
        sso_role_name = lab
        sso_session = corp
        [sso-session corp]
        sso_region = us-east-1
        sso_start_url = https://corp.awsapps.com/start

        """

    private static func program(_ name: String, _ end: String? = nil) -> String {
        let expiration = end.map { ",\"Expiration\":\"\($0)\"" } ?? ""
        return """
            #!/bin/sh
            echo '{"Version":1,"AccessKeyId":"'"${1:-\(name)}"'","SecretAccessKey":"sp","SessionToken":"tp"\(expiration)}'

            """
    }

    private static func token(_ access: String, _ seconds: TimeInterval, refresh: String? = nil) -> String {
        func time(_ seconds: TimeInterval) -> String { (Date() + seconds).formatted(.iso8601) }
        let renewal =
            refresh.map {
                ",\"refreshToken\":\"\($0)\",\"clientId\":\"c\",\"clientSecret\":\"s\","
                    + "\"registrationExpiresAt\":\"\(time(86_400))\""
            } ?? ""
        return
            "{\"accessToken\":\"\(access)\",\"expiresAt\":\"\(time(seconds))\",\"region\":\"us-east-1\"\(renewal)}"
    }

    /// SHA-1 of the session's name, and of the older form's address.
    static let session = ".aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json"
    private static let address = ".aws/sso/cache/a51746d4aa793ae07b25e90c3a5db96fc7832bd7.json"

    static let cases: [Case] = [
        Case(name: "nobody", winner: nil),
        Case(name: "the environment", environment: environmentKeys, winner: "AKIDENV"),
        Case(
            name: "the environment before files", credentials: "[default]\n" + keysA, environment: environmentKeys,
            winner: "AKIDENV"),
        Case(
            name: "half of an environment", credentials: "[default]\n" + keysA,
            environment: ["AWS_ACCESS_KEY_ID": "AKIDENV"], winner: nil),
        Case(
            name: "an empty variable counts as not set", credentials: "[default]\n" + keysA,
            environment: ["AWS_ACCESS_KEY_ID": ""], winner: "AKIDA"),
        Case(name: "credentials", credentials: "[default]\n" + keysB, winner: "AKIDB"),
        Case(
            name: "credentials before config", config: "[default]\n" + keysA, credentials: "[default]\n" + keysB,
            winner: "AKIDB"),
        Case(name: "config", config: "[default]\n" + keysA, winner: "AKIDA"),
        Case(name: "half a profile", credentials: "[default]\naws_access_key_id = AKIDA\n", winner: nil),
        Case(
            name: "AWS_PROFILE", credentials: "[default]\n" + keysA + "[dev]\n" + keysB,
            environment: ["AWS_PROFILE": "dev"], winner: "AKIDB"),
        Case(
            name: "AWS_PROFILE does not undo the environment's keys", credentials: "[dev]\n" + keysB,
            environment: environmentKeys.merging(["AWS_PROFILE": "dev"]) { $1 }, winner: "AKIDENV"),
        Case(
            name: "a named profile does", credentials: "[dev]\n" + keysB, environment: environmentKeys,
            profile: "dev", winner: "AKIDB"),
        Case(name: "a profile of config alone", config: "[profile dev]\n" + keysA, profile: "dev", winner: "AKIDA"),
        Case(
            name: "config needs the word profile", config: "[dev]\n" + keysA,
            environment: ["AWS_PROFILE": "dev"], winner: nil),
        Case(name: "no such profile", environment: ["AWS_PROFILE": "dev"], winner: nil),
        Case(
            name: "credential_process", config: "[default]\ncredential_process = HOME/keys 'AKID SPACE'\n",
            files: ["keys": program("AKIDP")], winner: "AKID SPACE"),
        Case(
            name: "credential_process before config's keys",
            config: "[default]\n" + keysA + "credential_process = HOME/keys\n", files: ["keys": program("AKIDP")],
            winner: "AKIDP"),
        Case(
            name: "credentials before credential_process", config: "[default]\ncredential_process = HOME/keys\n",
            credentials: "[default]\n" + keysA, files: ["keys": program("AKIDP")], winner: "AKIDA"),
        Case(
            name: "credential_process with an end", config: "[default]\ncredential_process = HOME/keys\n",
            files: ["keys": program("AKIDP", "2999-01-01T00:00:00Z")], winner: "AKIDP"),
        Case(
            name: "credential_process that fails", config: "[default]\ncredential_process = HOME/keys\n",
            files: ["keys": "#!/bin/sh\necho '{}'; exit 3\n"], winner: nil),
        Case(
            name: "credential_process of another version", config: "[default]\ncredential_process = HOME/keys\n",
            files: ["keys": "#!/bin/sh\necho '{\"Version\":2}'\n"], winner: nil),
        Case(
            name: "a role by source_profile",
            config: "[default]\n" + role + "source_profile = base\nexternal_id = xyz\nduration_seconds = 900\n",
            credentials: "[base]\n" + keysA, isRole: true),
        Case(
            name: "a role before keys", config: "[default]\n" + role + "source_profile = base\n",
            credentials: "[default]\n" + keysB + "[base]\n" + keysA, isRole: true),
        Case(
            name: "a role of a role",
            config: "[default]\n" + role + "source_profile = middle\n[profile middle]\n" + role
                + "source_profile = base\n", credentials: "[base]\n" + keysA, isRole: true),
        Case(
            name: "a profile that is its own source",
            config: "[default]\n" + role + "source_profile = default\n" + keysA,
            isRole: true),
        Case(
            name: "a circle",
            config: "[default]\n" + role + "source_profile = b\n[profile b]\n" + role
                + "source_profile = default\n",
            winner: nil),
        Case(name: "its own source without keys", config: "[default]\n" + role + "source_profile = default\n"),
        Case(name: "a source that is missing", config: "[default]\n" + role + "source_profile = base\n"),
        Case(
            name: "a source without keys", config: "[default]\n" + role + "source_profile = b\n[profile b]\na = b\n"
        ),
        Case(name: "a role without a source", config: "[default]\n" + role),
        Case(
            name: "a role with two sources",
            config: "[default]\n" + role + "source_profile = base\ncredential_source = Environment\n",
            credentials: "[base]\n" + keysA),
        Case(
            name: "credential_source Environment",
            config: "[profile dev]\n" + role + "credential_source = Environment\n", environment: environmentKeys,
            profile: "dev", isRole: true),
        Case(
            name: "credential_source EcsContainer",
            config: "[default]\n" + role + "credential_source = EcsContainer\n",
            environment: [
                "AWS_CONTAINER_CREDENTIALS_FULL_URI": "LOCAL/container",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN": "lab-token",
            ], isRole: true),
        Case(
            name: "credential_source Ec2InstanceMetadata",
            config: "[default]\n" + role + "credential_source = Ec2InstanceMetadata\n",
            environment: [
                "AWS_EC2_METADATA_SERVICE_ENDPOINT": "LOCAL/imds/", "AWS_EC2_METADATA_DISABLED": "false",
            ], isRole: true),
        Case(name: "a session of aws login", config: "[default]\nlogin_session = arn:aws:iam::1:user/me\n"),
        Case(name: "an unknown credential_source", config: "[default]\n" + role + "credential_source = Nowhere\n"),
        Case(
            name: "a source with a program",
            config: "[default]\n" + role + "source_profile = b\n[profile b]\ncredential_process = HOME/keys\n",
            files: ["keys": program("AKIDP")], isRole: true),
        Case(
            name: "web identity of the environment", files: ["token": "a.b.c\n"],
            environment: [
                "AWS_WEB_IDENTITY_TOKEN_FILE": "HOME/token", "AWS_ROLE_ARN": "arn:aws:iam::123456789012:role/web",
                "AWS_ROLE_SESSION_NAME": "pod",
            ], isRole: true),
        Case(
            name: "web identity of a profile",
            config: "[default]\n" + role + "web_identity_token_file = HOME/token\n", files: ["token": "a.b.c"],
            isRole: true),
        Case(
            name: "web identity before keys", credentials: "[default]\n" + keysA, files: ["token": "a.b.c"],
            environment: [
                "AWS_WEB_IDENTITY_TOKEN_FILE": "HOME/token", "AWS_ROLE_ARN": "arn:aws:iam::123456789012:role/web",
            ], isRole: true),
        Case(
            name: "web identity without a token",
            environment: [
                "AWS_WEB_IDENTITY_TOKEN_FILE": "HOME/token", "AWS_ROLE_ARN": "arn:aws:iam::123456789012:role/web",
            ]),
        Case(
            name: "SSO", config: "[default]\n" + sso, files: [session: token("good-token", 3600)], winner: "ASIASSO"
        ),
        Case(
            name: "SSO in its older form",
            config: """
                [default]
                sso_account_id = 123456789012
                sso_role_name = lab
                sso_region = us-east-1
                sso_start_url = https://corp.awsapps.com/start

                """, files: [address: token("good-token", 3600)], winner: "ASIASSO"),
        Case(name: "SSO that is over", config: "[default]\n" + sso, files: [session: token("good-token", -60)]),
        Case(name: "SSO without a login", config: "[default]\n" + sso),
        Case(name: "SSO that is not accepted", config: "[default]\n" + sso, files: [session: token("bad", 3600)]),
        Case(
            name: "SSO that is renewed", config: "[default]\n" + sso,
            files: [session: token("old", -60, refresh: "good-refresh")], winner: "ASIASSO"),
        Case(
            name: "SSO that can't be renewed", config: "[default]\n" + sso,
            files: [session: token("old", -60, refresh: "bad")]),
        Case(
            name: "SSO before credentials", config: "[default]\n" + sso, credentials: "[default]\n" + keysA,
            files: [session: token("good-token", 3600)], winner: "ASIASSO"),
        Case(
            name: "SSO without its session",
            config: "[default]\nsso_account_id = 1\nsso_role_name = a\nsso_session = corp\n"),
        Case(
            name: "a container",
            environment: [
                "AWS_CONTAINER_CREDENTIALS_FULL_URI": "LOCAL/container",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN": "lab-token",
            ], winner: "ASIACONTAINER"),
        Case(
            name: "a pod's identity", files: ["token": "lab-token"],
            environment: [
                "AWS_CONTAINER_CREDENTIALS_FULL_URI": "LOCAL/container",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "HOME/token",
            ], winner: "ASIACONTAINER"),
        Case(
            name: "a container with a wrong token",
            environment: [
                "AWS_CONTAINER_CREDENTIALS_FULL_URI": "LOCAL/container", "AWS_CONTAINER_AUTHORIZATION_TOKEN": "x",
            ]),
        Case(
            name: "a container elsewhere",
            environment: ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://192.0.2.1/container"]),
        Case(
            name: "files before a container", credentials: "[default]\n" + keysA,
            environment: [
                "AWS_CONTAINER_CREDENTIALS_FULL_URI": "LOCAL/container",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN": "lab-token",
            ], winner: "AKIDA"),
        Case(
            name: "a machine",
            environment: [
                "AWS_EC2_METADATA_SERVICE_ENDPOINT": "LOCAL/imds/", "AWS_EC2_METADATA_DISABLED": "false",
            ], winner: "ASIAMACHINE"),
        Case(
            name: "a machine of the first version",
            environment: [
                "AWS_EC2_METADATA_SERVICE_ENDPOINT": "LOCAL/imds1/", "AWS_EC2_METADATA_DISABLED": "false",
            ], winner: "ASIAMACHINE"),
        Case(
            name: "a machine of the first version, which is not wanted",
            environment: [
                "AWS_EC2_METADATA_SERVICE_ENDPOINT": "LOCAL/imds1/", "AWS_EC2_METADATA_DISABLED": "false",
                "AWS_EC2_METADATA_V1_DISABLED": "true",
            ]),
        Case(
            name: "a machine that is not asked",
            environment: ["AWS_EC2_METADATA_SERVICE_ENDPOINT": "LOCAL/imds/", "AWS_EC2_METADATA_DISABLED": "true"]),
    ]
}
