import HTTPTransport
import Reporting
import Testing

@Suite struct ProxyTests {
    private static let environment = ["HTTPS_PROXY": "http://secure:3128", "http_proxy": "plain:8080"]

    @Test(arguments: [
        ("", "https://ghcr.io/v2/", "http://secure:3128"), ("", "http://registry.lan:5000/v2/", "http://plain:8080"),
        ("", "https://localhost:5000/v2/", nil), ("", "http://127.0.0.1:5000/v2/", nil),
        ("", "http://[::1]:5000/", nil),
        ("*", "https://ghcr.io/v2/", nil), ("a.com, ghcr.io", "https://ghcr.io/v2/", nil),
        ("ghcr.io", "https://pkg.GHCR.io/v2/", nil), ("ghcr.io", "https://notghcr.io/v2/", "http://secure:3128"),
        (".ghcr.io", "https://ghcr.io/v2/", "http://secure:3128"), (".ghcr.io", "https://pkg.ghcr.io/v2/", nil),
        ("*.ghcr.io", "https://pkg.ghcr.io/v2/", nil), ("ghcr.io:443", "https://ghcr.io/v2/", nil),
        ("ghcr.io:8443", "https://ghcr.io/v2/", "http://secure:3128"), ("10.1.2.3", "http://10.1.2.3:5000/", nil),
        ("10.1.0.0/16", "http://10.1.2.3:5000/", nil), ("10.1.0.0/16", "http://10.2.2.3:5000/", "http://plain:8080"),
        ("10.1.2.0/23", "http://10.1.3.9/", nil), ("10.1.2.0/33", "http://10.1.2.9/", "http://plain:8080"),
        ("fd00::/8", "https://[fd00::5]:443/", nil), ("[fd00::5]:443", "https://[fd00::5]/", nil),
        (",, ,", "https://ghcr.io/v2/", "http://secure:3128"),
    ])
    func theVariablesSayWhatIsReachedHow(_ exceptions: String, _ url: String, _ expected: String?) throws {
        let settings = try ProxySettings(environment: Self.environment.merging(["NO_PROXY": exceptions]) { $1 })
        #expect(settings.proxy(for: url)?.description == expected)
    }

    @Test(arguments: [
        ("proxy", "http://proxy:80"), ("http://user:p%40ss@proxy:3128/", "http://proxy:3128"),
        ("[::1]:3128", "http://[::1]:3128"),
        ("HTTP://proxy:1", "http://proxy:1"),
    ])
    func aDescriptionShowsNoLogin(_ text: String, _ expected: String) throws {
        #expect(try ProxyServer(parsing: text).description == expected)
    }

    @Test(arguments: [
        "https://proxy:1", "socks5://proxy:1", "http://", "secret:word@", "proxy:99999", "proxy:x", "u:p%@h",
    ])
    func whatIsNoProxyIsSaidWithoutItsLogin(_ text: String) {
        let failure = #expect(throws: Failure.self) {
            try ProxySettings(environment: ["https_proxy": text])
        }
        #expect(failure?.message.hasPrefix("https_proxy: ") == true)
        #expect(failure?.message.contains("word") == false)
    }

    @Test func capitalsComeFirstAndNothingMeansNone() throws {
        let both = try ProxySettings(environment: ["HTTPS_PROXY": "one", "https_proxy": "two"])
        #expect(both.proxy(for: "https://a.com/")?.host == "one")
        #expect(try ProxySettings(environment: ["HTTPS_PROXY": ""]).proxy(for: "https://a.com/") == nil)
        #expect(ProxySettings.none.proxy(for: "https://a.com/") == nil)
    }
}
