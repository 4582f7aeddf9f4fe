import HTTPTransport
import Reporting
import Rollout
import Synchronization
import Testing

@Suite struct ShiftMetricsTests {
    private func metrics(_ url: String, _ access: MetricsAccess) throws -> ShiftMetrics {
        try ShiftMetrics(url: url, conditions: [try MetricCondition(parsing: "a < 1")], access: access)
    }

    @Test func addresses() throws {
        let nobody = try MetricsAccess()
        #expect(try metrics("http://p:9090/", nobody).url == "http://p:9090")
        #expect(throws: Failure.self) { try metrics("p:9090", nobody) }
        #expect(throws: Failure.self) {
            try ShiftMetrics(url: "http://p:9090", conditions: [], access: nobody)
        }
    }

    @Test(arguments: ["http://bob:secret-word@p:9090", "bob:secret-word@p:9090", "https://secret-word@p"])
    func aLoginInAnAddressIsNotRepeated(_ url: String) throws {
        let failures = [
            #expect(throws: Failure.self) { try metrics(url, try MetricsAccess()) },
            #expect(throws: Failure.self) { try ShiftCheck(url: url) },
        ]
        for failure in failures {
            #expect(failure?.code == .usage)
            #expect(failure.map { "\($0)".contains("secret-word") } == false)
        }
    }

    private final class Answer: HTTPSender {
        let status: Int
        let requests = Mutex<[HTTPRequest]>([])

        init(_ status: Int) { self.status = status }

        func send(_ request: HTTPRequest) async throws -> HTTPResponse {
            requests.withLock { $0.append(request) }
            let body = #"{"status":"success","data":{"resultType":"scalar","result":[1,"0"]}}"#
            return HTTPResponse(
                status: status, headers: [:], body: HTTPResponseBody(bytes: Array(body.utf8)), url: request.url)
        }
    }

    @Test func whoAsksIsSaidInAHeader() async throws {
        let condition = try MetricCondition(parsing: "a < 1")
        func request(_ access: MetricsAccess) async throws -> HTTPRequest? {
            let web = Answer(200)
            let reader = MetricsReader(web: web, metrics: try metrics("https://p", access))
            #expect(try await reader.read(condition) == .holds)
            return web.requests.withLock { $0.first }
        }
        let nobody = try await request(try MetricsAccess())
        #expect(nobody?.headers["Authorization"] == nil && nobody?.tls == nil)
        let token = try await request(try MetricsAccess(.bearer(token: "secret"), authorities: [1]))
        #expect(token?.headers["Authorization"] == "Bearer secret")
        #expect(token?.tls?.additionalAuthorities == [1] && token?.tls?.authorities == nil)
        let basic = try await request(try MetricsAccess(.basic(user: "bob", password: "pw")))
        #expect(basic?.headers["Authorization"] == "Basic Ym9iOnB3")
        #expect(basic?.url.contains("bob") == false)
    }

    @Test(arguments: [401, 403]) func refusedLoginsAreTold(_ status: Int) async throws {
        let condition = try MetricCondition(parsing: "a < 1")
        for (access, words) in [
            (try MetricsAccess(), "wants to know who asks"),
            (try MetricsAccess(.bearer(token: "x")), "does not take the login"),
        ] {
            let reader = MetricsReader(web: Answer(status), metrics: try metrics("https://p", access))
            let failure = await #expect(throws: Failure.self) { try await reader.read(condition) }
            #expect(failure?.message.contains(words) == true)
        }
    }

    @Test func secretsAreNotShown() throws {
        #expect(!"\(try MetricsAccess(.bearer(token: "secret")))".contains("secret"))
        for token in ["", "two words", "a\r\nHost: b"] {
            let failure = #expect(throws: Failure.self) { try MetricsAccess(.bearer(token: token)) }
            #expect(failure.map { token.isEmpty || !"\($0)".contains(token) } == true)
        }
        #expect(throws: Failure.self) { try MetricsAccess(.basic(user: "a:b", password: "")) }
    }
}
