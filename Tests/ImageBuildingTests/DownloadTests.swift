import FoundationEssentials
import HTTPTransport
import ImageBuilding
import Reporting
import Testing

private let digest = "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"

/// ADD of addresses, against a server that is a table.
@Suite struct DownloadTests {
    private struct Table: HTTPSender {
        func send(_ request: HTTPRequest) async throws -> HTTPResponse {
            let isThere = request.url.hasPrefix("https://example.com/")
            return HTTPResponse(
                status: isThere ? 200 : 404, headers: [:], body: HTTPResponseBody(bytes: Array("hello".utf8)),
                url: request.url)
        }
    }

    @Test(arguments: [
        ("ADD https://example.com/a/tool.sh?v=1 /opt/", ["755 0:0 opt/", "600 0:0 opt/tool.sh"]),
        ("ADD https://example.com/tool /opt", ["600 0:0 opt"]),
        ("ADD --chmod=755 --chown=3:4 https://example.com/tool /x/y", ["755 3:4 x/", "755 3:4 x/y"]),
        ("ADD --checksum=\(digest) https://example.com/tool /opt", ["600 0:0 opt"]),
        ("ADD https://example.com/ /opt/", ["755 0:0 opt/", "600 0:0 opt/__unnamed__"]),
    ])
    func whatIsInTheLayer(_ instruction: String, _ expected: [String]) async throws {
        try await Workbench.with { bench in
            let image = try await bench.build("FROM scratch\n\(instruction)\n", web: Table())
            #expect(try await image.layers() == [expected])
            #expect(image.result.stages.allSatisfy { $0.runs == .assembled })
        }
    }

    @Test(arguments: [
        ("ADD --checksum=sha256:\(String(repeating: "0", count: 64)) https://example.com/tool /x", "digest-mismatch"),
        ("ADD --checksum=md5:1 https://example.com/tool /x", "invalid-dockerfile"),
        ("ADD https://elsewhere.example/tool /x", "download-failed"),
    ])
    func whatIsRefused(_ instruction: String, _ code: String) async throws {
        try await Workbench.with { bench in
            do {
                try await bench.build("FROM scratch\n\(instruction)\n", web: Table())
                Issue.record("no failure")
            } catch let failure as Failure {
                #expect("\(failure.code)".contains(code), "\(failure)")
            }
            #expect(!FileManager.default.fileExists(atPath: bench.folder + "/out"))
        }
    }
}
