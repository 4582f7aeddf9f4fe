import Reporting

/// What the environment and the shared files say, before anybody is asked.
///
/// Source: AWS SDKs and Tools Reference Guide, "Settings reference".
public struct AWSConfiguration: Sendable {
    let environment: [String: String]
    package let profiles: [String: AWSFile.Section]
    /// What the credentials file alone says of profiles.
    let keys: [String: AWSFile.Section]
    let sessions: [String: AWSFile.Section]
    let services: [String: AWSFile.Section]
    /// The profile in use.
    public let profileName: String
    /// Whether the command line named it: then the environment's keys don't count.
    let isProfileExplicit: Bool
    /// The files that were looked for, for messages.
    let configPath: String
    let credentialsPath: String
    /// What the command line says.
    private let givenRegion: AWSRegion?

    /// - Parameters:
    ///   - environment: the environment's variables.
    ///   - profile: a profile that the command line names.
    ///   - region: a region that the command line names.
    /// - Throws: ``Failure`` when a file can't be read or makes no sense, or when there is no such profile.
    public init(
        environment: [String: String], profile: String? = nil, region: AWSRegion? = nil
    ) throws(Failure) {
        configPath = Self.path("config", environment, "AWS_CONFIG_FILE")
        credentialsPath = Self.path("credentials", environment, "AWS_SHARED_CREDENTIALS_FILE")
        self.environment = environment
        givenRegion = region
        isProfileExplicit = profile != nil
        let variable = ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"].compactMap { environment[$0] }.first { !$0.isEmpty }
        profileName = profile ?? variable ?? "default"
        let config = try AWSFile(reading: configPath)
        let credentials = try AWSFile(reading: credentialsPath)
        var named = Self.sections("profile", of: config)
        if named["default"] == nil { named["default"] = config?.sections["default"] }
        // Both files may say something of a profile; that with the keys wins.
        keys = credentials?.sections ?? [:]
        for (name, section) in keys {
            named[name] = named[name].map { section.merging($0) } ?? section
        }
        profiles = named
        sessions = Self.sections("sso-session", of: config)
        services = Self.sections("services", of: config)
        if profiles[profileName] == nil, profileName != "default" {
            let near = Suggestion.nearest(to: profileName, in: profiles.keys.sorted())
            throw Failure(
                .usage, "there is no AWS profile \"\(profileName)\" in \(configPath) or \(credentialsPath)",
                hint: near.map { "did you mean \"\($0)\"?" } ?? "see: aws configure list-profiles")
        }
    }

    private static func path(_ name: String, _ environment: [String: String], _ variable: String) -> String {
        let path = environment[variable].flatMap { $0.isEmpty ? nil : $0 } ?? "~/.aws/\(name)"
        return path.hasPrefix("~/") ? (environment["HOME"] ?? "") + path.dropFirst() : path
    }

    private static func sections(_ kind: String, of file: AWSFile?) -> [String: AWSFile.Section] {
        var result: [String: AWSFile.Section] = [:]
        for (name, section) in file?.sections ?? [:] where name.hasPrefix(kind + " ") {
            result[String(name.dropFirst(kind.count + 1))] = section
        }
        return result
    }

    /// - Parameters:
    ///   - variable: a variable of the environment; empty ones count as not set.
    ///   - key: the profile's setting with the same meaning.
    package func setting(_ variable: String, _ key: String?) -> String? {
        if let value = environment[variable], !value.isEmpty { return value }
        return key.flatMap { profiles[profileName]?.values[$0] }.flatMap { $0.isEmpty ? nil : $0 }
    }

    func flag(_ variable: String, _ key: String?) -> Bool {
        setting(variable, key)?.lowercased() == "true"
    }

    /// The region that was named: on the command line, in the environment, in the profile.
    /// - Throws: ``Failure`` when it makes no sense.
    package func region() throws(Failure) -> AWSRegion? {
        if let givenRegion { return givenRegion }
        for variable in ["AWS_REGION", "AWS_DEFAULT_REGION"] {
            if let text = setting(variable, nil) { return try AWSRegion(text, from: variable) }
        }
        guard let text = profiles[profileName]?.values["region"], !text.isEmpty else { return nil }
        return try AWSRegion(text, from: "the region of profile \"\(profileName)\"")
    }

    /// The address that somebody set for a service: of the stand-in in a lab, for one.
    package func endpoint(of service: AWSService) -> String? {
        if flag("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls") { return nil }
        if let own = setting("AWS_ENDPOINT_URL_\(service.settingName)", nil) { return own }
        if let general = setting("AWS_ENDPOINT_URL", nil) { return general }
        let profile = profiles[profileName]
        let key = service.settingName.lowercased()
        if let section = profile?.values["services"].flatMap({ services[$0] }),
            let own = section.nested[key]?["endpoint_url"], !own.isEmpty
        {
            return own
        }
        return profile?.values["endpoint_url"].flatMap { $0.isEmpty ? nil : $0 }
    }
}
