import HTTPTransport
import Reporting
import Synchronization
import Testing

@Suite struct RetryAfterTests {
    @Test(arguments: [
        ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("Thu, 29 Feb 2024 23:59:60 GMT", 1_709_251_200), ("Wed, 01 Mar 2000 00:00:00 GMT", 951_868_800),
    ])
    func datesAreRead(text: String, seconds: Int) {
        #expect(HTTPDate.seconds(text) == seconds)
    }

    @Test(arguments: [
        "", "now", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 32 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 25:49:37 GMT", "Sun, 06 Nov 99999999999999999999 08:49:37 GMT", "Sun, 06 Nov 1994 08:49 GMT",
    ])
    func otherTextsAreNoDates(text: String) {
        #expect(HTTPDate.seconds(text) == nil)
    }

    @Test(
        arguments: [
            (["Retry-After": "7"], 7), (["Retry-After": "-7"], 0), (["Retry-After": "soon"], nil), ([:], nil),
            // By the server's own clock, else by ours.
            (
                ["Retry-After": "Sun, 06 Nov 1994 08:49:37 GMT", "Date": "Sun, 06 Nov 1994 08:49:27 GMT"]
                    as HTTPHeaders, 10
            ),
            (["Retry-After": "Sun, 06 Nov 1994 08:49:37 GMT"], 37),
            (["Retry-After": "Sun, 06 Nov 1994 08:48:37 GMT"], 0),
        ] as [(HTTPHeaders, Int?)])
    func secondsOrADate(headers: HTTPHeaders, seconds: Int?) {
        #expect(RetryAfter.seconds(in: headers, now: 784_111_740) == seconds)
    }

    @Test func theClockIsAsked() async throws {
        let slept = Mutex<[Duration]>([])
        let retries = Retries(
            RetryPolicy(attempts: 3, base: .seconds(1)), sleep: { time in slept.withLock { $0.append(time) } },
            random: { 0 })
        var attempt = 1
        while try await retries.wait(after: .broken, attempt: attempt, isIdempotent: true) { attempt += 1 }
        #expect(slept.withLock { $0 } == [.milliseconds(500), .seconds(1)])
    }
}

@Suite struct OriginTests {
    @Test(arguments: [
        ("https://a/x", "https://A:443/y", true), ("http://a:80", "http://a/", true), ("http://a", "https://a", false),
        ("https://a", "https://a:444", false), ("https://a.b", "https://a", false), ("a", "a", false),
        ("http://a:443/", "http://a/", false),
    ])
    func defaultPortsAreNoDifference(left: String, right: String, isSame: Bool) {
        #expect(URLReference.haveSameOrigin(left, right) == isSame)
    }
}
