import HTTPTransport
import KubernetesClient
import Reporting

/// A pod that is called straight at its own address.
struct DirectTarget: LoadTarget {
    let web: any HTTPSender
    let url: String
    let headers: HTTPHeaders

    /// No more of an answer is read: a download is no load test.
    private static let longestAnswer = 64 << 20

    func call(deadline: Duration) async throws -> CallOutcome {
        var request = HTTPRequest("GET", url, headers: headers, deadline: deadline, silence: deadline)
        request.isIdempotent = false
        request.followsRedirects = false
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
    let client: KubernetesClient
    let pod: ComparedPod
    let path: String

    func call(deadline: Duration) async throws -> CallOutcome {
        try await withThrowingTaskGroup(of: CallOutcome.self) { group in
            group.addTask {
                do {
                    return .answered(
                        status: try await client.call(
                            pod: pod.name, port: pod.port, path: path, namespace: pod.namespace, deadline: deadline))
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
