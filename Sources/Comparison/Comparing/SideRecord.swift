/// One architecture's rounds as they come.
struct SideRecord {
    let pods: [ComparedPod]
    private let prices: NodePrices
    private var whole = RoundRecord()
    private var rounds: [ComparisonReport.Round] = []
    private var searches: [ComparisonReport.Search] = []

    init(_ pods: [ComparedPod], prices: NodePrices) {
        self.pods = pods
        self.prices = prices
    }

    var architecture: String { pods.first?.node.architecture ?? "" }

    /// The rate that the last search found.
    var lastFound: Double? { searches.last?.maximum }

    mutating func add(_ search: ComparisonReport.Search) { searches.append(search) }

    /// - Parameters:
    ///   - record: how the requests went.
    ///   - number: when the round was, among all.
    ///   - before: what the pods had used before; nil when it is not known.
    ///   - after: what they had used afterwards.
    mutating func add(
        _ record: RoundRecord, number: Int, before: [String: PodUsage]?, after: [String: PodUsage]?
    ) {
        whole.merge(record)
        let cpu = cpuSeconds(before, after).map { $0 / Double(max(1, record.requests)) }
        rounds.append(
            ComparisonReport.Round(
                number: number, throughput: record.throughput, latency: ComparisonReport.Latency(record.latencies),
                errorRate: record.errorRate, cpuSecondsPerRequest: cpu, memoryBytesPerPod: memory(after),
                pricePerMillionRequests: cpu.flatMap(price)))
    }

    /// Nil when a pod was not counted, or began to count anew: its container was restarted.
    private func cpuSeconds(_ before: [String: PodUsage]?, _ after: [String: PodUsage]?) -> Double? {
        var sum = 0.0
        for pod in pods {
            guard let old = before?[pod.name], let new = after?[pod.name], new.cpuSeconds >= old.cpuSeconds else {
                return nil
            }
            sum += new.cpuSeconds - old.cpuSeconds
        }
        return sum
    }

    private func memory(_ usages: [String: PodUsage]?) -> Double? {
        let known = pods.compactMap { usages?[$0.name]?.memory }
        return known.count == pods.count ? known.reduce(0, +) / Double(pods.count) : nil
    }

    /// The mean of the pods' nodes; nil when a price or a size is not known.
    private func price(_ secondsPerRequest: Double) -> Double? {
        var sum = 0.0
        for pod in pods {
            guard let perHour = prices.perHour(pod.node), pod.node.cores > 0 else { return nil }
            sum += NodePrices.perMillion(
                perHour: perHour, cores: pod.node.cores, secondsPerRequest: secondsPerRequest)
        }
        return sum / Double(pods.count)
    }

    /// The generator's own delay, in milliseconds (p99).
    var ownDelay: Double? { whole.ownDelay.milliseconds(at: 99) }

    var result: ComparisonReport.Side {
        func mean(_ measure: Measure) -> Double? {
            let values = rounds.compactMap { $0.value(measure) }
            return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
        }
        var nodes: [ComparedNode] = []
        for pod in pods where !nodes.contains(pod.node) { nodes.append(pod.node) }
        return ComparisonReport.Side(
            architecture: architecture, pods: pods.map(\.name), nodes: nodes,
            requests: whole.requests, throughput: whole.throughput, latency: ComparisonReport.Latency(whole.latencies),
            errors: whole.errors, cpuSecondsPerRequest: mean(.cpuPerRequest), memoryBytesPerPod: mean(.memory),
            pricePerMillionRequests: mean(.price), curve: whole.latencies.curve, rounds: rounds,
            maxThroughput: searches.isEmpty ? nil : Difference.median(searches.compactMap(\.maximum)),
            searches: searches.isEmpty ? nil : searches)
    }
}
