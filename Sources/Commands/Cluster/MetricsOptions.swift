import ArgumentParser
import Reporting
import Rollout

/// Metrics that are asked while a shift is watched. Secrets come from files and variables: every user of a machine can read its
/// command lines.
struct MetricsOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A Prometheus that is asked while a step is watched.", valueName: "url"))
    var prometheus: String?

    @Option(
        help: ArgumentHelp(
            """
            What it has to answer: a query, <, <=, > or >=, and a number; can be given several times. A value beyond it goes \
            back, as does one that nobody can tell for a minute.
            """, valueName: "condition"))
    var prometheusQuery: [String] = []

    @Option(
        help: ArgumentHelp(
            "A file that holds a bearer token for Prometheus; without it MIXARCH_PROMETHEUS_TOKEN.", valueName: "file"),
        completion: .file())
    var prometheusTokenFile: String?

    @Option(
        help: ArgumentHelp("The name of a login at Prometheus; without it MIXARCH_PROMETHEUS_USER.", valueName: "name"))
    var prometheusUser: String?

    @Option(
        help: ArgumentHelp(
            "A file that holds that login's password; without it MIXARCH_PROMETHEUS_PASSWORD.", valueName: "file"),
        completion: .file())
    var prometheusPasswordFile: String?

    @Option(
        help: ArgumentHelp(
            "A file of certificate authorities in PEM that Prometheus' certificate may come from, besides the system's.",
            valueName: "file"),
        completion: .file())
    var prometheusCaFile: String?

    private var hasLogin: Bool { prometheusUser != nil || prometheusPasswordFile != nil }

    func validate() throws {
        if (prometheus == nil) != prometheusQuery.isEmpty {
            throw ValidationError("--prometheus and --prometheus-query go together")
        }
        let isReached = prometheusTokenFile != nil || hasLogin || prometheusCaFile != nil
        if prometheus == nil, isReached {
            throw ValidationError("the options --prometheus-… go with --prometheus and --prometheus-query")
        }
        if prometheusTokenFile != nil, hasLogin {
            throw ValidationError("Prometheus knows who asks by a token, or by a name and a password: give one of them")
        }
    }

    /// - Returns: what is asked; nil for nothing.
    /// - Throws: ``Failure`` when a condition makes no sense, or a secret can't be read.
    func read(environment: [String: String] = Environment.variables) throws(Failure) -> ShiftMetrics? {
        guard let prometheus else { return nil }
        var conditions: [MetricCondition] = []
        for text in prometheusQuery { conditions.append(try MetricCondition(parsing: text)) }
        let access = try MetricsAccess(
            MetricsLogin(tokenFile: prometheusTokenFile, user: prometheusUser, passwordFile: prometheusPasswordFile)
                .read(environment),
            authorities: prometheusCaFile.map { path throws(Failure) in try SecretInput.bytes(of: path) })
        return try ShiftMetrics(url: prometheus, conditions: conditions, access: access)
    }
}
