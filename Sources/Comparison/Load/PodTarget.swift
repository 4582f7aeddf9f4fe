import HTTPTransport
import KubernetesClient
import Reporting

/// A pod that is called straight at its own address.
struct DirectTarget: LoadTarget {
    private let web: any HTTPSender
    private let request: HTTPRequest

    /// No more of an answer is read: a download is no load test.
    private static let longestAnswer = 64 << 20

    /// - Parameters:
    ///   - web: calls it.
    ///   - pod: where.
    ///   - load: what is sent.
    init(web: any HTTPSender, pod: ComparedPod, _ load: LoadRequest) {
        self.web = web
        var request = HTTPRequest(
            load.method, pod.url(isTLS: load.isTLS) + load.path, headers: load.fields,
            body: load.body.isEmpty ? .none : .bytes(load.body))
        request.isIdempotent = false
        request.followsRedirects = false
        request.tls = load.isTLS ? TLSOptions(isInsecure: true) : nil
        self.request = request
    }

    func call(deadline: Duration) async throws -> CallOutcome {
        var request = request
        request.deadline = deadline
        request.silence = deadline
        do {
            let end = ContinuousClock.now + deadline
            let response = try await web.send(request)
            var length = 0
            for try await chunk in response.body {
                length += chunk.count
                // The sender's deadline is for the head; a body that drips may take no longer either.
                if ContinuousClock.now > end { return .timedOut }
                if length > Self.longestAnswer { return .failed("the answer is longer than 64 MiB") }
            }
            return .answered(status: response.status)
        } catch {
            return try CallOutcome(error)
        }
    }
}

/// A pod that is called through the API server.
struct ProxiedTarget: LoadTarget {
    private let client: KubernetesClient
    private let call: PodCall

    /// - Parameters:
    ///   - client: the cluster.
    ///   - pod: where.
    ///   - load: what is sent.
    init(client: KubernetesClient, pod: ComparedPod, _ load: LoadRequest) {
        self.client = client
        var call = PodCall(pod: pod.name, port: pod.port, namespace: pod.namespace, path: load.path)
        call.method = load.method
        call.headers = load.fields
        call.body = load.body
        call.isTLS = load.isTLS
        self.call = call
    }

    func call(deadline: Duration) async throws -> CallOutcome {
        var call = call
        call.deadline = deadline
        return try await withThrowingTaskGroup(of: CallOutcome.self) { [call] group in
            group.addTask {
                do {
                    return .answered(status: try await client.call(call))
                } catch {
                    return try CallOutcome(error)
                }
            }
            group.addTask {
                try await Task.sleep(for: deadline)
                return .timedOut
            }
            defer { group.cancelAll() }
            return try await group.next() ?? .timedOut
        }
    }
}

extension CallOutcome {
    /// - Throws: `CancellationError` where that is what happened.
    init(_ error: any Error) throws {
        guard let failure = error as? Failure else {
            if error is CancellationError { throw error }
            self = .failed("\(error)")
            return
        }
        // "can't reach http://10.1.2.3:8080: connection refused": the reason is the same for every pod.
        let reason = failure.message.split(separator: ": ").last.map(String.init) ?? failure.message
        self = failure.code == .timedOut ? .timedOut : .failed(reason)
    }
}
