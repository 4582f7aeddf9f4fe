import KubernetesClient
import RawJSON

extension RolloutProgress {
    /// What runs without being rolled out: it ends, or it is ready.
    static func other(_ workload: KubernetesObject, _ count: (String) -> Int) -> RolloutProgress {
        switch workload.kind {
        case "Job": job(workload, count)
        case "Pod": pod(workload)
        default: replicas(workload, count)
        }
    }

    private static func job(_ job: KubernetesObject, _ count: (String) -> Int) -> RolloutProgress {
        let total =
            job.json[path: "spec", "completions"]?.integer ?? job.json[path: "spec", "parallelism"]?.integer ?? 1
        if job.json[path: "spec", "suspend"]?.bool == true { return .complete }
        if isTrue("Complete", of: job) { return .complete }
        if let condition = condition("Failed", of: job) {
            let words = [condition["reason"]?.string, condition["message"]?.string].compactMap(\.self)
            return .failed("the Job has failed" + (words.isEmpty ? "" : ": " + words.joined(separator: ", ")))
        }
        let done = count("succeeded")
        return .waiting("\(done) of \(total) runs are complete", done: done, total: total)
    }

    private static func pod(_ pod: KubernetesObject) -> RolloutProgress {
        switch pod.json[path: "status", "phase"]?.string {
        case "Succeeded": .complete
        case "Failed":
            .failed("the pod has failed" + (pod.json[path: "status", "message"]?.string.map { ": " + $0 } ?? ""))
        case _ where isTrue("Ready", of: pod): .complete
        case let phase: .waiting("it is \(phase?.lowercased() ?? "not seen yet")", done: 0, total: 1)
        }
    }

    private static func replicas(_ set: KubernetesObject, _ count: (String) -> Int) -> RolloutProgress {
        let total = set.json[path: "spec", "replicas"]?.integer ?? 1
        let ready = count("readyReplicas")
        return ready >= total ? .complete : .waiting("\(ready) of \(total) pods are ready", done: ready, total: total)
    }

    private static func isTrue(_ type: String, of object: KubernetesObject) -> Bool {
        condition(type, of: object) != nil
    }

    /// The condition of a type, where it holds.
    private static func condition(_ type: String, of object: KubernetesObject) -> JSONValue? {
        (object.json[path: "status", "conditions"]?.array ?? []).first {
            $0["type"]?.string == type && $0["status"]?.string == "True"
        }
    }
}
