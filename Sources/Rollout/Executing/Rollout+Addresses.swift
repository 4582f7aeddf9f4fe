import HTTPTransport
import KubernetesClient
import RawJSON
import Reporting

extension Rollout {
    /// Waits until every load balancer in front of a workload has an address, and something answers there.
    /// - Parameters:
    ///   - workload: a workload that is rolled out.
    ///   - path: the path to call.
    ///   - limits: how long it may take.
    /// - Returns: what does not answer, and why; empty when all is well.
    func waitForAnswers(from workload: WorkloadReference, path: String, limits: WaitLimits) async throws -> [String] {
        let object = try await client.get(workload.type, name: workload.name, namespace: workload.namespace)
        var reasons: [String] = []
        for service in try await services(of: object, in: workload.namespace)
        where ServiceAddress.isExternal(service) {
            let id = "address \(service.shortName)"
            progress.report(.started(id: id, title: "Call \(service.shortName)"))
            let start = clock.now()
            guard let urls = try await addresses(of: service, in: workload.namespace, since: start, limits: limits)
            else {
                let reason =
                    "\(service.shortName) got no address within \(limits.address.components.seconds) s: "
                    + "is there a load balancer controller in the cluster?"
                progress.report(.failed(id: id, detail: reason))
                reasons.append(reason)
                continue
            }
            for url in urls {
                let target = url + (path.hasPrefix("/") ? path : "/" + path)
                switch try await call(target, since: start, limits: limits) {
                case .success(let status): progress.report(.finished(id: id, detail: "\(target) answers \(status)"))
                case .failure(let failure):
                    progress.report(.failed(id: id, detail: failure.message))
                    reasons.append(failure.message)
                }
            }
        }
        return reasons
    }

    /// Nil when there is none in time.
    private func addresses(
        of service: KubernetesObject, in namespace: NamespaceName, since start: Duration, limits: WaitLimits
    ) async throws -> [String]? {
        var outage = OutageTolerance(limit: limits.outage)
        while true {
            let elapsed = clock.now() - start
            let live = try await outage.bridge(at: elapsed) {
                try await client.get(.services, name: service.name, namespace: namespace)
            }
            let urls = live.map { ServiceAddress.urls(of: $0) } ?? []
            if !urls.isEmpty { return urls }
            guard elapsed < limits.address else { return nil }
            try await clock.sleep(limits.interval)
        }
    }

    /// Any status below 500 is an answer: what the program thinks of the path is its own business.
    private func call(
        _ url: String, since start: Duration, limits: WaitLimits
    ) async throws -> Result<Int, Failure> {
        while true {
            let problem: String
            do {
                let response = try await web.send(
                    HTTPRequest("GET", url, deadline: .seconds(5), silence: .seconds(5)))
                _ = try await response.body.prefix(upTo: 64 << 10)
                if response.status < 500 { return .success(response.status) }
                problem = "status \(response.status)"
            } catch let failure as Failure {
                problem = failure.message
            }
            guard clock.now() - start < limits.address else {
                return .failure(Failure(.rolloutFailed, "\(url) does not answer: \(problem)"))
            }
            try await clock.sleep(limits.interval)
        }
    }
}
