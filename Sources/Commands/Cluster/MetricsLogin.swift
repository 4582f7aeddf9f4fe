import Reporting
import Rollout

/// Where a login at Prometheus comes from: what is given goes before what the environment says.
package struct MetricsLogin {
    private let tokenFile: String?
    private let user: String?
    private let passwordFile: String?

    /// - Parameters:
    ///   - tokenFile: a file that holds a bearer token.
    ///   - user: a name.
    ///   - passwordFile: a file that holds the user's password.
    package init(tokenFile: String? = nil, user: String? = nil, passwordFile: String? = nil) {
        self.tokenFile = tokenFile
        self.user = user
        self.passwordFile = passwordFile
    }

    /// - Parameter environment: the variables that may hold one.
    /// - Returns: the login; `nobody` when there is none.
    /// - Throws: ``Failure`` with code `usage` when half of a login is there, `unreadable-input` when a file can't be read.
    package func read(
        _ environment: [String: String] = Environment.variables
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
