import RawJSON

/// What a pod has used, as its node's kubelet counted it at one moment (API: kubelet's `/stats/summary`, v1alpha1).
package struct PodUsage: Sendable, Equatable {
    /// Processor time since its containers started, in seconds.
    package let cpuSeconds: Double
    /// Memory that can't be taken away, in bytes.
    package let memory: Double
    /// When each container's counter was read, as text: only whether it changes is looked at, as the node's clock may
    /// be another one.
    package let times: [String]

    /// - Parameter pod: an element of `pods`; nil is made of one whose containers were not all counted yet.
    init?(_ pod: JSONValue) {
        let containers = pod["containers"]?.array ?? []
        let cpu = containers.compactMap { container -> (nanoseconds: Double, time: String)? in
            guard let count = container[path: "cpu", "usageCoreNanoSeconds"]?.double,
                let time = container[path: "cpu", "time"]?.string
            else { return nil }
            return (count, time)
        }
        guard !containers.isEmpty, cpu.count == containers.count else { return nil }
        cpuSeconds = cpu.reduce(0) { $0 + $1.nanoseconds } / 1e9
        memory = containers.reduce(0) { $0 + ($1[path: "memory", "workingSetBytes"]?.double ?? 0) }
        times = cpu.map(\.time)
    }

    /// - Parameters:
    ///   - summary: a kubelet's summary.
    ///   - pods: the names of the pods that are wanted.
    ///   - namespace: where they are.
    /// - Returns: those that the kubelet knows.
    package static func usages(in summary: JSONValue, of pods: Set<String>, namespace: String) -> [String: PodUsage] {
        var usages: [String: PodUsage] = [:]
        for pod in summary["pods"]?.array ?? [] where pod[path: "podRef", "namespace"]?.string == namespace {
            guard let name = pod[path: "podRef", "name"]?.string, pods.contains(name) else { continue }
            usages[name] = PodUsage(pod)
        }
        return usages
    }
}

extension JSONValue {
    fileprivate var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }
}
