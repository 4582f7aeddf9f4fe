import ArgumentParser
import Comparison
import FoundationEssentials
import Reporting

/// The load that pods are compared under.
struct LoadOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Requests per second, to all called pods of an architecture.", valueName: "number"))
    var rate = 50.0

    @Option(help: ArgumentHelp("How long each round is: 10s, 1m.", valueName: "time"))
    var duration = TimeArgument(.seconds(10))

    @Option(help: ArgumentHelp("Rounds of each architecture.", valueName: "number"))
    var rounds = 4

    @Option(help: ArgumentHelp("How long pods are called before, without being measured.", valueName: "time"))
    var warmUp = TimeArgument(.seconds(5))

    @Option(help: ArgumentHelp("The most requests at the same time.", valueName: "number"))
    var connections = 16

    @Option(help: ArgumentHelp("The most measured requests in all.", valueName: "number"))
    var maxRequests = 1_000_000

    @Option(help: ArgumentHelp("How long an answer may take.", valueName: "time"))
    var deadline = TimeArgument(.seconds(10))

    @Option(help: "The path to call.")
    var path = "/"

    @Option(help: "The method of requests: GET, HEAD, POST, PUT, …")
    var method = "GET"

    @Option(help: ArgumentHelp("What requests carry.", valueName: "text"))
    var body: String?

    @Option(help: ArgumentHelp("The same, from a file.", valueName: "file"), completion: .file())
    var bodyFile: String?

    @Flag(help: "Pods speak TLS; their certificates are not looked at, as none names a pod's address.")
    var tls = false

    @Option(help: "The pods' port; without it the one that their Service sends requests to.")
    var port: Int?

    @Option(
        help: ArgumentHelp(
            "A header field that requests carry; can be given several times.", valueName: "name: value"))
    var header: [String] = []

    @Option(
        help: ArgumentHelp(
            "The way to the pods: their own addresses (pod), the API server (api), or what works of these.",
            valueName: "way"))
    var via = ComparisonOptions.Way.auto

    @Flag(
        help: """
            Afterwards raise the rate, pods of one architecture at a time, until they no longer keep up: those of their \
            other clients notice that, too.
            """)
    var findMax = false

    @Option(help: ArgumentHelp("The highest rate that --find-max tries.", valueName: "number"))
    var maxRate = 5000.0

    private static let longestBody = 8 << 20

    func validate() throws {
        guard !method.isEmpty, method.utf8.allSatisfy({ (65...90).contains($0) }) else {
            throw ValidationError("--method must be in capital letters: POST")
        }
        guard body == nil || bodyFile == nil else { throw ValidationError("give either --body or --body-file") }
        if body != nil || bodyFile != nil, ["GET", "HEAD"].contains(method) {
            throw ValidationError("\(method) requests carry nothing: give --method POST")
        }
        guard maxRate >= rate, maxRate <= 100_000 else {
            throw ValidationError("--max-rate must be --rate at least, and 100000 at most")
        }
        guard rate > 0, rate <= 100_000 else { throw ValidationError("--rate must be above 0, and 100000 at most") }
        guard (2...50).contains(rounds) else { throw ValidationError("--rounds must be 2 to 50") }
        guard (1...3600).contains(duration.duration.components.seconds) else {
            throw ValidationError("--duration must be 1s to 1h")
        }
        guard warmUp.duration <= .seconds(3600) else { throw ValidationError("--warm-up must be 1h at most") }
        guard (1...300).contains(deadline.duration.components.seconds) else {
            throw ValidationError("--deadline must be 1s to 5m")
        }
        guard (1...10_000).contains(connections) else { throw ValidationError("--connections must be 1 to 10000") }
        guard maxRequests > 0 else { throw ValidationError("--max-requests must be above 0") }
        guard port.map({ (1...65535).contains($0) }) ?? true else { throw ValidationError("--port must be 1 to 65535") }
        for field in header where field.firstIndex(of: ":") == nil || field.hasPrefix(":") {
            throw ValidationError("--header must be \"NAME: VALUE\"")
        }
    }

    /// - Parameter prices: what nodes cost.
    /// - Throws: ``Failure`` with code `usage` when nothing could be measured like that, or `unreadable-input`.
    func options(prices: NodePrices) throws(Failure) -> ComparisonOptions {
        try ComparisonOptions(
            rate: rate, duration: duration.duration, rounds: rounds, warmUp: warmUp.duration, connections: connections,
            maxRequests: maxRequests, deadline: deadline.duration, request: request(), way: via, prices: prices,
            highestRate: findMax ? maxRate : nil)
    }

    private func request() throws(Failure) -> LoadRequest {
        var content = Array((body ?? "").utf8)
        if let bodyFile {
            guard let data = FileManager.default.contents(atPath: bodyFile) else {
                throw Failure(.unreadableInput, "can't read \(bodyFile)", hint: "name a file that is there")
            }
            content = Array(data)
        }
        guard content.count <= Self.longestBody else {
            throw Failure(.usage, "what requests carry is longer than \(Self.longestBody >> 20) MiB")
        }
        return LoadRequest(method: method, path: path, headers: header.map(Self.field), body: content, isTLS: tls)
    }

    private static func field(_ text: String) -> (name: String, value: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts[0]), parts.count > 1 ? String(parts[1].drop { $0 == " " }) : "")
    }
}

extension ComparisonOptions.Way: WordArgument {}
