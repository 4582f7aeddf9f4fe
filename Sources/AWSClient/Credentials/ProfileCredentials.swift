import Reporting

/// What a profile's section says about credentials, in the SDKs' order.
///
/// Source: botocore's `create_credential_resolver` and `AssumeRoleProvider`.
struct ProfileCredentials: AWSCredentialsSource {
    let caller: AWSCaller
    let profile: String
    /// Whether variables of the environment may stand in for the profile's settings.
    let readsEnvironment: Bool
    /// The profiles that were passed on the way here.
    var visited: [String] = []

    private var configuration: AWSConfiguration { caller.configuration }
    private var section: AWSFile.Section { configuration.profiles[profile] ?? AWSFile.Section() }

    func credentials() async throws -> AWSCredentials? {
        if let found = try await assumedRole() { return found }
        return try await own()
    }

    /// What the profile has without another one.
    private func own() async throws -> AWSCredentials? {
        let webIdentity = WebIdentityCredentials(caller: caller, profile: profile, readsEnvironment: readsEnvironment)
        if let found = try await webIdentity.credentials() { return found }
        if let found = try await SSOCredentials(caller: caller, profile: profile).credentials() { return found }
        if let found = try fixed(configuration.keys[profile], in: configuration.credentialsPath) { return found }
        if section.values["login_session"] != nil {
            throw unusable(
                "uses aws login, which mixarch does not read",
                "let the aws command give the keys, in another profile: "
                    + "credential_process = aws configure export-credentials --profile \(profile) --format process")
        }
        if let found = try await ProcessCredentials(configuration: configuration, profile: profile).credentials() {
            return found
        }
        return try fixed(section, in: configuration.configPath)
    }

    private func fixed(_ section: AWSFile.Section?, in path: String) throws(Failure) -> AWSCredentials? {
        guard let values = section?.values, let id = values["aws_access_key_id"], !id.isEmpty else { return nil }
        guard let secret = values["aws_secret_access_key"], !secret.isEmpty else {
            throw Failure(
                .awsUnauthorized,
                "profile \"\(profile)\" in \(path) has aws_access_key_id without "
                    + "aws_secret_access_key")
        }
        return AWSCredentials(
            accessKeyID: id, secret: secret, sessionToken: values["aws_session_token"] ?? values["aws_security_token"],
            accountID: values["aws_account_id"], source: "profile \"\(profile)\" in \(path)")
    }

    private var hasFixedKeys: Bool {
        section.values["aws_access_key_id"] != nil || section.values["aws_secret_access_key"] != nil
    }

    private var hasRole: Bool {
        section.values["role_arn"] != nil && section.values["web_identity_token_file"] == nil
    }

    private func assumedRole() async throws -> AWSCredentials? {
        guard hasRole, let role = section.values["role_arn"] else { return nil }
        let request = AssumedRole(
            arn: role, sessionName: section.values["role_session_name"], externalID: section.values["external_id"],
            seconds: try duration(), device: section.values["mfa_serial"])
        if let device = request.device { return try await assume(request, withCodeOf: device) }
        let (base, origin) = try await self.base()
        return try await request.credentials(as: base, with: caller, source: source(of: request, origin))
    }

    private func assume(_ request: AssumedRole, withCodeOf device: String) async throws -> AWSCredentials {
        let file = KeptRole(role: request, caller: caller)
        if let kept = file.credentials(source: source(of: request, "kept in \(file.path)")) { return kept }
        // A code is good for half a minute: what takes its time comes before it.
        let (base, origin) = try await self.base()
        guard let code = try await caller.runtime.mfaCode(device), !code.isEmpty else {
            throw unusable(
                "wants a code of the MFA device \(device), and there is nobody to ask for it",
                "on a terminal mixarch asks, and keeps the session for an hour: mixarch doctor --profile \(profile); "
                    + "or let the aws CLI do it: aws sts get-caller-identity --profile \(profile)")
        }
        let found = try await request.credentials(
            as: base, with: caller, code: code, source: source(of: request, origin))
        // A home that can't be written to means another question next time, and no more.
        try? file.keep(found)
        return found
    }

    private func source(of request: AssumedRole, _ origin: String) -> String {
        "role \(request.arn) (profile \"\(profile)\", \(origin))"
    }

    private func duration() throws(Failure) -> Int? {
        guard let text = section.values["duration_seconds"] else { return nil }
        guard let seconds = Int(text), (900...43_200).contains(seconds) else {
            throw unusable("has duration_seconds \(text)", "it is a number from 900 to 43200")
        }
        return seconds
    }

    /// The credentials that may assume the role.
    private func base() async throws -> (AWSCredentials, String) {
        switch (section.values["source_profile"], section.values["credential_source"]) {
        case (let name?, nil):
            return (try await self.base(of: name), "source_profile \"\(name)\"")
        case (nil, let name?):
            let source: any AWSCredentialsSource
            switch name.lowercased() {
            case "environment": source = EnvironmentCredentials(configuration: configuration)
            case "ec2instancemetadata": source = InstanceCredentials(metadata: InstanceMetadata(caller))
            case "ecscontainer": source = ContainerCredentials(caller: caller)
            default:
                throw unusable(
                    "has an unknown credential_source, \(name)",
                    "it is Environment, Ec2InstanceMetadata or EcsContainer")
            }
            guard let found = try await source.credentials() else {
                throw unusable("has the credential_source \(name), and there are no credentials", nil)
            }
            return (found, "credential_source \(name)")
        case (nil, nil):
            throw unusable("has role_arn, and neither source_profile nor credential_source", nil)
        default:
            throw unusable("has both source_profile and credential_source", "it has to be one of them")
        }
    }

    private func base(of name: String) async throws -> AWSCredentials {
        guard configuration.profiles[name] != nil else {
            throw unusable("has the source_profile \"\(name)\", which does not exist", nil)
        }
        var next = ProfileCredentials(caller: caller, profile: name, readsEnvironment: false)
        // A profile with keys may be its own source.
        if visited.contains(name) || name == profile, !(name == profile && next.hasFixedKeys) {
            let circle = (visited + [profile, name]).joined(separator: " → ")
            throw unusable("goes round in circles: \(circle)", "one of them needs keys of its own")
        }
        next.visited = visited + [profile]
        let found = next.hasFixedKeys || !next.hasRole ? try await next.own() : try await next.assumedRole()
        guard let found else {
            throw unusable("has the source_profile \"\(name)\", which has no credentials", nil)
        }
        return found
    }

    private func unusable(_ reason: String, _ hint: String?) -> Failure {
        Failure(.awsUnauthorized, "AWS profile \"\(profile)\" \(reason) (\(configuration.configPath))", hint: hint)
    }
}
