import HTTPTransport
import Testing

@Suite struct URLTests {
    @Test func redactsUsersAndUnknownQueryValues() {
        let url = "https://me:pw@host:5000/v2/a/blobs/uploads/?digest=sha256:1&_state=secret&X-Amz-Signature=s"
        #expect(
            RedactedURL(url).description
                == "https://host:5000/v2/a/blobs/uploads/?digest=sha256:1&_state=…&X-Amz-Signature=…")
        #expect(RedactedURL("http://h/p@q").description == "http://h/p@q")
    }

    @Test(arguments: [
        ("https://x.y/z", "https://x.y/z"), ("/v2/up?a=b", "http://h:5000/v2/up?a=b"), ("//o/p", "http://o/p"),
        ("next", "http://h:5000/v2/a/next"),
    ])
    func resolves(reference: String, expected: String) {
        #expect(URLReference.resolve(reference, against: "http://h:5000/v2/a/b?q=1") == expected)
    }

    @Test func encodesAllButUnreserved() {
        #expect(URLReference.encode("a b/ü~") == "a%20b%2F%C3%BC~")
        #expect(URLReference.encode("a b/c", keepingSlashes: true) == "a%20b/c")
    }

    @Test func headerNamesIgnoreCase() {
        var headers: HTTPHeaders = ["Content-Type": "a", "link": "1"]
        #expect(headers["content-TYPE"] == "a")
        headers["Link"] = nil
        #expect(headers.fields.count == 1)
    }
}
