import HTTPTransport
import KubernetesClient
import RawJSON
import Reporting

extension Rollout {
    /// The Services with a load balancer that a deployment is about: its own, and those of its workloads.
    func externalServices(
        of workloads: [WorkloadReference], and objects: [KubernetesObject]
    ) async throws -> [KubernetesObject] {
        var services: [KubernetesObject] = []
        for object in objects where object.kind == "Service" && object.apiVersion == "v1" {
            let namespace = try object.namespace.map { text throws(Failure) in try NamespaceName(text) }
            services.append(try await client.get(.services, name: object.name, namespace: namespace))
        }
        for workload in workloads {
            let object = try await client.get(workload.type, name: workload.name, namespace: workload.namespace)
            services += try await self.services(of: object, in: workload.namespace)
        }
        var seen: Set<String> = []
        return services.filter {
            ServiceAddress.isExternal($0) && seen.insert("\($0.namespace ?? "")/\($0.name)").inserted
        }
    }

    /// Waits until a load balancer has an address, and something answers there.
    /// - Parameters:
    ///   - service: a Service of type LoadBalancer.
    ///   - path: the path to call; nil to call nothing.
    ///   - limits: how long it may take.
    /// - Returns: what does not answer, and why; empty when all is well.
    func waitForAnswers(
        from service: KubernetesObject, path: String?, limits: WaitLimits
    ) async throws -> [String] {
        let namespace = try service.namespace.map { text throws(Failure) in try NamespaceName(text) }
        let id = "address \(service.shortName)"
        progress.report(.started(id: id, title: (path == nil ? "Wait for " : "Call ") + service.shortName))
        let start = clock.now()
        guard
            let urls = try await addresses(
                of: service, in: namespace ?? client.namespace, since: start, limits: limits)
        else {
            let reason =
                "\(service.shortName) got no address within \(limits.address.components.seconds) s: "
                + "is there a load balancer controller in the cluster?"
            progress.report(.failed(id: id, detail: reason))
            return [reason]
        }
        guard let path else {
            progress.report(.finished(id: id, detail: urls.joined(separator: ", ")))
            return []
        }
        var reasons: [String] = []
        for url in urls {
            let target = url + (path.hasPrefix("/") ? path : "/" + path)
            switch try await call(target, since: start, limits: limits) {
            case .success(let status): progress.report(.finished(id: id, detail: "\(target) answers \(status)"))
            case .failure(let failure):
                progress.report(.failed(id: id, detail: failure.message))
                reasons.append(failure.message)
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
