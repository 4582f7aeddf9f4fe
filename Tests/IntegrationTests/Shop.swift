import FoundationEssentials
import Processes
import RawJSON
import Testing

/// A Deployment or StatefulSet of two pods on amd64 behind a load balancer, in a namespace of its own. Its program ends at
/// once when it is told to.
struct Shop {
    let namespace: String
    let folder: String
    let kind: String

    static func manifest(_ kind: String, image: String, command: [String], storage: String?, first: String?) -> String {
        let words = command.map { "\"\($0)\"" }.joined(separator: ", ")
        let claim = """
            volumeClaimTemplates:
                - metadata: {name: data}
                  spec: {storageClassName: \(storage ?? ""), accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Mi}}}
            """
        let initial = """
            volumes: [{name: programs, configMap: {name: programs, defaultMode: 493}}]
                  initContainers:
                    - name: first
                      image: \(image)
                      command: [/programs/run]
                      volumeMounts: [{name: programs, mountPath: /programs}]
            """
        return """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: programs}
            binaryData: {run: "\(first ?? "")"}
            ---
            apiVersion: apps/v1
            kind: \(kind)
            metadata: {name: shop}
            spec:
              replicas: 2
              \(kind == "StatefulSet" ? "serviceName: peers" : "")
              \(storage == nil ? "" : claim)
              selector: {matchLabels: {app: shop}}
              template:
                metadata: {labels: {app: shop}}
                spec:
                  nodeSelector: {kubernetes.io/arch: amd64}
                  \(first == nil ? "" : initial)
                  containers:
                    - name: web
                      image: \(image)
                      command: [\(words)]
                      ports: [{containerPort: 8080}]
                      \(storage == nil ? "" : "volumeMounts: [{name: data, mountPath: /data}]")
                      readinessProbe: {httpGet: {path: /, port: 8080}, periodSeconds: 1}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: shop}
            spec: {type: LoadBalancer, selector: {app: shop}, ports: [{port: 80, targetPort: 8080}]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: peers}
            spec: {clusterIP: None, selector: {app: shop}, ports: [{port: 8080}]}
            """
    }

    @discardableResult
    func kubectl(_ arguments: String...) async throws -> String { try await kubectl(arguments) }

    @discardableResult
    func kubectl(_ arguments: [String]) async throws -> String {
        let result = try await Program("kubectl", ["-n", namespace] + arguments, deadline: .seconds(120)).run()
        try #require(result.status == 0, "kubectl \(arguments): \(result.errors)")
        return result.output
    }

    func apply(_ manifest: String) async throws {
        try manifest.write(to: folder + "/more.yaml")
        try await kubectl("apply", "-f", folder + "/more.yaml")
    }

    private func json(_ arguments: String...) async throws -> JSONValue {
        try JSONValue(parsing: try await kubectl(arguments + ["-o", "json"]).utf8, source: "kubectl")
    }

    /// The Deployment or StatefulSet.
    func workload() async throws -> JSONValue { try await json("get", kind, "shop") }

    func address() async throws -> String {
        let service = try await json("get", "service", "shop")
        let address = service[path: "status", "loadBalancer", "ingress"]?[0]?["ip"]?.string
        return "http://" + (try #require(address))
    }

    /// Asks again and again until the answer is no failure.
    func until(_ arguments: String...) async throws {
        for _ in 0..<300 {
            if try await Program("kubectl", ["-n", namespace] + arguments).run().status == 0 { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record("kubectl \(arguments) fails again and again")
    }

    /// Waits until all pods are of the present template.
    func rolledOut() async throws { try await kubectl("rollout", "status", "\(kind)/shop", "--timeout=90s") }

    /// The architectures of the nodes of the workload's pods.
    func architectures() async throws -> Set<String> {
        let pods = try await json("get", "pods", "-l", "app=shop")["items"]?.array ?? []
        let staying = pods.filter { $0[path: "metadata", "deletionTimestamp"] == nil }
        return Set(
            staying.compactMap { $0[path: "spec", "nodeName"]?.string?.split(separator: "-").last.map(String.init) })
    }

    /// What `mixarch status` reports, asked again and again (for 10 seconds) until its remarks are as wanted.
    func status(until isWanted: (String) -> Bool = { _ in true }) async throws -> JSONValue {
        var status = try await Mixarch.json("status", "shop", "-n", namespace).value
        for _ in 0..<100 where !isWanted(Self.remarks(status)) {
            try await Task.sleep(for: .milliseconds(100))
            status = try await Mixarch.json("status", "shop", "-n", namespace).value
        }
        return status
    }

    /// What a status says in words, in lines.
    static func remarks(_ status: JSONValue) -> String {
        status["reasons"]?.array?.compactMap(\.string).joined(separator: "\n") ?? ""
    }

    /// Shifts, quickly.
    func shift(_ arguments: String...) async throws -> (status: Int, value: JSONValue) { try await shift(arguments) }

    func shift(_ arguments: [String]) async throws -> (status: Int, value: JSONValue) {
        let pace = arguments.contains("--rolling") ? [] : ["--hold", "2s", "--drain", "5s"]
        let result = try await Mixarch.program(
            ["shift", "shop", "-n", namespace, "--format", "json"] + pace + arguments
        ).run()
        return (
            result.status, try JSONValue(parsing: result.output.utf8, source: "mixarch shift: \(result.errors)")
        )
    }

    /// Begins a shift and kills it (SIGKILL) as soon as it tells of something.
    func killedShift(to target: String, atLine words: String, _ arguments: String...) async throws {
        let shift = try Mixarch.program(
            ["shift", "shop", "-n", namespace, "--hold", "2s", "--drain", "5s", "--to", target] + arguments
        )
        let script = """
            log=$1; words=$2; shift 2
            "$@" >/dev/null 2>"$log" & child=$!
            for _ in $(seq 600); do grep -qF -- "$words" "$log" && break; sleep 0.1; done
            kill -9 $child; wait $child 2>/dev/null; grep -F -- "$words" "$log"
            """
        let arguments = ["-c", script, "bash", folder + "/killed.log", words, shift.executable] + shift.arguments
        let killed = try await Program("bash", arguments, deadline: .seconds(120)).run()
        #expect(killed.output.contains(words))
    }

    /// Begins a shift and presses Ctrl-C as soon as it tells of something.
    /// - Returns: the exit status, and the result.
    func interruptedShift(to target: String, atLine words: String) async throws -> (status: Int, value: JSONValue) {
        let shift = try Mixarch.program(
            ["shift", "shop", "-n", namespace, "--hold", "2s", "--drain", "5s", "--to", target, "--format", "json"])
        let script = """
            log=$1; words=$2; shift 2
            "$@" 2>"$log" & child=$!
            for _ in $(seq 600); do grep -qF -- "$words" "$log" && break; sleep 0.1; done
            kill -TERM $child; wait $child
            """
        let arguments = ["-c", script, "bash", folder + "/interrupted.log", words, shift.executable] + shift.arguments
        let result = try await Program("bash", arguments, deadline: .seconds(120)).run()
        return (result.status, try JSONValue(parsing: result.output.utf8, source: "mixarch shift: \(result.errors)"))
    }

    /// Goes on with a shift and kills it after each of its changes, until one run comes to the end.
    func shiftWithKills(to target: String, _ arguments: String...) async throws {
        let shift = try Mixarch.program(
            ["shift", "shop", "-n", namespace, "--hold", "1s", "--drain", "5s", "--to", target] + arguments
        )
        // A line that begins with the mark of a change is told before the request goes out.
        let script = """
            log=$1; shift
            for run in $(seq 40); do
                "$@" >/dev/null 2>"$log" & child=$!
                while kill -0 $child 2>/dev/null && ! grep -qF -- '→' "$log"; do sleep 0.02; done
                # Every other time the request has gone out before.
                [ $((run % 2)) = 0 ] && sleep 0.1
                kill -9 $child 2>/dev/null || { wait $child; exit; }
                wait $child 2>/dev/null
                echo "killed at $(grep -F -- '→' "$log" | tail -1)"
            done
            exit 99
            """
        let killed = try await Program(
            "bash", ["-c", script, "bash", folder + "/kills.log", shift.executable] + shift.arguments,
            deadline: .seconds(240)
        ).run()
        #expect(killed.status == 0, "\(killed.errors)")
        #expect(killed.output.split(separator: "\n").count >= 6, "it was killed again and again: \(killed.output)")
    }

    /// Calls the shop all the time while something goes on.
    /// - Returns: each answer, in a line.
    func underLoad(_ body: () async throws -> Void) async throws -> [String] {
        let calls = folder + "/calls"
        let address = try await address()
        async let client = Program(
            Mixarch.checkout + "/scripts/client", [address + "/cgi-bin/arch", calls], deadline: .seconds(600)
        ).run()
        do {
            try await body()
        } catch {
            try "".write(to: calls + ".stop")
            throw error
        }
        try "".write(to: calls + ".stop")
        _ = try await client
        let text = try String(contentsOf: URL(filePath: calls), encoding: .utf8)
        let lines = text.split(separator: "\n").map(String.init)
        try #require(lines.count > 50, "the clients called")
        return lines
    }

    /// Takes a part of the arm64 node for a while.
    func withBlocker(cpu: String, _ body: () async throws -> Void) async throws {
        let overrides = """
            {"spec": {"nodeSelector": {"kubernetes.io/arch": "arm64"}, "terminationGracePeriodSeconds": 0,
             "containers": [{"name": "blocker", "image": "\(try Mixarch.registry())/pause:1",
             "resources": {"requests": {"cpu": "\(cpu)"}}}]}}
            """
        try await kubectl(
            "run", "blocker", "--image=\(try Mixarch.registry())/pause:1", "--restart=Never", "--overrides=\(overrides)"
        )
        try await kubectl("wait", "--for=condition=Ready", "pod/blocker", "--timeout=60s")
        try await body()
        try await kubectl("delete", "pod", "blocker", "--wait=true")
    }

    private static func name(_ object: JSONValue) -> String {
        "\(object["kind"]?.string ?? "")/\(object[path: "metadata", "name"]?.string ?? "")"
    }

    /// No pod, no record and no mark of a shift is left.
    func expectNothingLeft() async throws {
        let all = try await json("get", "pods,replicasets,configmaps,deployments,statefulsets")["items"]?.array ?? []
        // A run that was killed has not waited until its pods are gone.
        let objects = all.filter { $0[path: "metadata", "deletionTimestamp"] == nil }
        let marked = objects.filter { object in
            let marks = ["labels", "annotations"].flatMap {
                object[path: "metadata", $0]?.object?.keys.map(\.self) ?? []
            }
            return marks.contains { $0.hasPrefix("mixarch/") }
                || object[path: "metadata", "name"]?.string?.hasPrefix("mixarch-shift") == true
                || object[path: "spec", "template", "spec", "schedulerName"]?.string == "mixarch-held"
        }
        #expect(marked.map(Self.name) == [], "left behind")
        let pods = objects.filter { $0["kind"]?.string == "Pod" }
        #expect(pods.count == 2, "\(pods.map(Self.name))")
    }
}

/// A shop of a test's own, rolled out and answering; deleted afterwards.
/// - Parameters:
///   - kind: `Deployment` or `StatefulSet`.
///   - command: what its container starts.
///   - storage: the storage class of a volume of each pod's own at `/data`; nil for none.
///   - first: a program in base64 that each pod runs to its end before; nil for none. It is there from the beginning,
///     because a plain rolling update loses calls for seconds after it is told to be done.
func withShop(
    _ kind: String = "Deployment", command: [String] = ["/bin/hello"], storage: String? = nil, first: String? = nil,
    _ body: (Shop) async throws -> Void
) async throws {
    try await withFolder { folder in
        let shop = Shop(namespace: "shift-\(UInt32.random(in: 0...UInt32.max))", folder: folder, kind: kind)
        let made = try await Command.run("kubectl", "create", "namespace", shop.namespace)
        try #require(made.status == 0, "\(made.errors)")
        func clean() async throws {
            _ = try await Command.run("kubectl", "delete", "namespace", shop.namespace, "--wait=false")
        }
        do {
            let file = folder + "/shop.yaml"
            try Shop.manifest(
                kind, image: try Mixarch.registry() + "/test/hello:1", command: command, storage: storage, first: first
            ).write(to: file)
            try await shop.kubectl("apply", "-f", file)
            try await shop.rolledOut()
            let address = try await shop.reachedAddress()
            #expect(address.hasPrefix("http"))
            try await body(shop)
        } catch {
            try await clean()
            throw error
        }
        try await clean()
    }
}

extension Shop {
    /// The load balancer's address, once it answers.
    fileprivate func reachedAddress() async throws -> String {
        let script = """
            for _ in $(seq 60); do
                ip=$(kubectl -n "$1" get service shop -o 'jsonpath={.status.loadBalancer.ingress[0].ip}')
                [ -n "$ip" ] && curl --silent --fail --max-time 2 "http://$ip/" >/dev/null && echo "http://$ip" && exit
                sleep 0.5
            done
            exit 1
            """
        let result = try await Program("bash", ["-c", script, "bash", namespace], deadline: .seconds(90)).run()
        try #require(result.status == 0, "the shop has no address")
        return result.output
    }
}
