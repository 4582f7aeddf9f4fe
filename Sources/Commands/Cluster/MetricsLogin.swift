import FoundationEssentials
import Reporting
import Rollout

/// Where a login at Prometheus comes from: what is given goes before what the environment says.
struct MetricsLogin {
    /// A file that holds a bearer token.
    var tokenFile: String?
    var user: String?
    /// A file that holds the user's password.
    var passwordFile: String?

    /// - Throws: ``Failure`` with code `usage` when half of a login is there, or a file can't be read.
    func read(
        _ environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(Failure) -> MetricsAccess.Login {
        func variable(_ name: String) -> String? {
            environment["MIXARCH_PROMETHEUS_" + name].flatMap { $0.isEmpty ? nil : $0 }
        }
        if let tokenFile { return .bearer(token: try SecretInput.file(tokenFile)) }
        let isGiven = user != nil || passwordFile != nil
        if !isGiven, let token = variable("TOKEN") { return .bearer(token: token) }
        guard isGiven || variable("USER") != nil else { return .nobody }
        guard let user = user ?? variable("USER") else {
            throw Failure(
                .usage, "Prometheus' password is there, and no name",
                hint: "give --prometheus-user, or MIXARCH_PROMETHEUS_USER")
        }
        if let passwordFile { return .basic(user: user, password: try SecretInput.file(passwordFile)) }
        guard let password = variable("PASSWORD") else {
            throw Failure(
                .usage, "there is no password for \(user) at Prometheus",
                hint: "give --prometheus-password-file, or MIXARCH_PROMETHEUS_PASSWORD")
        }
        return .basic(user: user, password: password)
    }
}
