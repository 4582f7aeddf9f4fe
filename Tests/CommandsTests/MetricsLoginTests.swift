import Commands
import FoundationEssentials
import Reporting
import Rollout
import Testing

@Suite struct MetricsLoginTests {
    private static let everything = [
        "MIXARCH_PROMETHEUS_TOKEN": "from-environment", "MIXARCH_PROMETHEUS_USER": "eve",
        "MIXARCH_PROMETHEUS_PASSWORD": "secret",
    ]

    private func access(_ login: MetricsLogin, _ environment: [String: String]) throws -> MetricsAccess {
        try MetricsAccess(try login.read(environment))
    }

    @Test func withoutAnythingItIsNobody() throws {
        #expect(try access(MetricsLogin(), [:]) == MetricsAccess())
        #expect(try access(MetricsLogin(), ["MIXARCH_PROMETHEUS_TOKEN": ""]) == MetricsAccess())
    }

    @Test func theEnvironmentGivesATokenOrAName() throws {
        let token = try MetricsAccess(.bearer(token: "from-environment"))
        #expect(try access(MetricsLogin(), Self.everything) == token)
        let named = Self.everything.filter { !$0.key.hasSuffix("TOKEN") }
        #expect(try access(MetricsLogin(), named) == MetricsAccess(.basic(user: "eve", password: "secret")))
    }

    @Test func whatIsGivenGoesBefore() throws {
        let file = FileManager.default.temporaryDirectory.appending(component: UUID().uuidString)
        try Data("given\n".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let path = file.path
        #expect(
            try access(MetricsLogin(tokenFile: path), Self.everything) == MetricsAccess(.bearer(token: "given")))
        #expect(
            try access(MetricsLogin(user: "ann", passwordFile: path), Self.everything)
                == MetricsAccess(.basic(user: "ann", password: "given")))
        // A name on the command line and the password of the environment.
        #expect(
            try access(MetricsLogin(user: "ann"), Self.everything)
                == MetricsAccess(.basic(user: "ann", password: "secret")))
    }

    @Test func halfALoginIsAMistake() {
        let noName = #expect(throws: Failure.self) { try MetricsLogin(passwordFile: "/p").read([:]) }
        #expect(noName?.code == .usage && noName?.hint?.contains("MIXARCH_PROMETHEUS_USER") == true)
        let noPassword = #expect(throws: Failure.self) {
            try MetricsLogin().read(["MIXARCH_PROMETHEUS_USER": "eve"])
        }
        #expect(noPassword?.message.contains("no password for eve") == true)
        #expect(throws: Failure.self) { try MetricsLogin(tokenFile: "/there/is/none").read([:]) }
    }
}
