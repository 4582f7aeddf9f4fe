import HTTPTransport
import KubernetesClient
import Reporting

/// Finds the way to the pods, by asking each of them once.
struct WayFinder: Sendable {
    let client: KubernetesClient
    let web: any HTTPSender
    let progress: any ProgressReporter

    /// How long a pod's address may take to answer: within one network it is there at once, or never.
    private static let deadline = Duration.seconds(5)

    /// - Parameters:
    ///   - pods: the pods that are compared.
    ///   - options: the way that is wished for, and the path.
    /// - Returns: `pod` or `api`, the same for all pods.
    /// - Throws: ``Failure`` with code `unreachable`, or `refused` when what is asked for is not there.
    func way(to pods: [ComparedPod], _ options: ComparisonOptions) async throws -> ComparisonOptions.Way {
        if options.way != .api {
            let answers = try await ask(pods) { DirectTarget(web: web, pod: $0, options.request) }
            if let problem = answers.first(where: { !$0.outcome.isAnswer }) {
                let url = problem.pod.url(isTLS: options.request.isTLS)
                guard options.way == .auto else {
                    throw Failure(
                        .unreachable, "\(url) does not answer: \(problem.outcome.error ?? "")",
                        hint: "run mixarch where pods' addresses are reached, or give --via api")
                }
                progress.report(
                    .warning("\(url) is not reached from here; requests go through the API server"))
            } else {
                try check(answers, options)
                return .pod
            }
        }
        try options.request.checkForAPI()
        let answers = try await ask(pods) { ProxiedTarget(client: client, pod: $0, options.request) }
        try check(answers, options)
        return .api
    }

    private struct Reply {
        let pod: ComparedPod
        let outcome: CallOutcome
    }

    private func ask(_ pods: [ComparedPod], _ target: (ComparedPod) -> any LoadTarget) async throws -> [Reply] {
        var replies: [Reply] = []
        for pod in pods {
            let outcome = try await target(pod).call(deadline: Self.deadline)
            replies.append(Reply(pod: pod, outcome: outcome))
            if !outcome.isAnswer { break }
        }
        return replies
    }

    /// A load of requests that are all refused measures nothing.
    private func check(_ replies: [Reply], _ options: ComparisonOptions) throws(Failure) {
        guard let problem = replies.first(where: { $0.outcome.error != nil }) else { return }
        throw Failure(
            .refused,
            "pod \(problem.pod.name) answers \(options.request.method) \(options.request.path) on port \(problem.pod.port) with "
                + "\(problem.outcome.error ?? "")",
            hint: "give a path that it has: --path /health; another port: --port 8080; pods that speak TLS: --tls")
    }
}

extension CallOutcome {
    fileprivate var isAnswer: Bool {
        if case .answered = self { true } else { false }
    }
}
