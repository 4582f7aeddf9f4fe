import AWSClient
import HTTPTransport
import KubernetesClient
import NodeGroups
import Platforms
import RawJSON
import Reporting
import Synchronization

/// EKS in memory: one cluster, and the groups that are asked for; it can be late, busy or unreachable.
final class FakeEKS: HTTPSender {
    struct State {
        /// What the cluster says of itself, one after the other; the last one stays.
        var cluster = ["ACTIVE"]
        /// What a new group says of itself, one after the other; the last one stays. After "gone" it is no more.
        var lives = ["CREATING", "ACTIVE"]
        var groups: [String: [String]] = [:]
        var specs: [String: JSONValue] = [:]
        var issues: JSONValue = []
        /// The tokens that creations came with.
        var tokens: [String] = []
        /// How many answers to creations get lost, after the group was made.
        var lost = 0
        /// How often a creation is refused because the cluster is busy.
        var busy = 0
        /// How many questions about a group are not answered.
        var silent = 0
        /// How many questions about a group end in an error of EKS's own.
        var broken = 0
        /// How many creations are answered with a group of old that is gone.
        var ghosts = 0
        /// What was asked of Auto Scaling.
        var tagged: [String] = []
        /// The architectures of EC2's instance types.
        var types: [String: String] = [:]
        /// What was asked of EC2 about them.
        var typeQuestions: [String] = []
        /// The groups that were deleted.
        var deleted: [String] = []
    }

    let state: Mutex<State>

    init(_ change: (inout State) -> Void = { _ in }) {
        var state = State()
        change(&state)
        self.state = Mutex(state)
    }

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        let path = request.url.replacing("http://eks", with: "").split(separator: "/").map { String($0) }
        if path.isEmpty, case .bytes(let bytes) = request.body {
            let question = String(decoding: bytes, as: UTF8.self)
            let answer = state.withLock { Self.query(question, &$0) }
            return HTTPResponse(
                status: 200, headers: [:], body: HTTPResponseBody(bytes: Array(answer.utf8)), url: request.url)
        }
        let (status, json) = try state.withLock { state in try Self.answer(request, path, &state) }
        return HTTPResponse(
            status: status, headers: [:], body: HTTPResponseBody(bytes: try json.encoded()), url: request.url)
    }

    /// What EC2 and Auto Scaling say.
    private static func query(_ question: String, _ state: inout State) -> String {
        if question.contains("Action=CreateOrUpdateTags") { state.tagged.append(question) }
        guard question.contains("Action=DescribeInstanceTypes&") else { return "<R/>" }
        state.typeQuestions.append(question)
        let items = state.types.filter { question.contains("=\($0.key)&") || question.hasSuffix("=\($0.key)") }.map {
            """
            <item><instanceType>\($0.key)</instanceType><processorInfo><supportedArchitectures>
            <item>\($0.value)</item></supportedArchitectures></processorInfo></item>
            """
        }
        return "<R><instanceTypeSet>\(items.joined())</instanceTypeSet></R>"
    }

    private static func answer(
        _ request: HTTPRequest, _ path: [String], _ state: inout State
    ) throws -> (Int, JSONValue) {
        switch (request.method, path.count) {
        case ("GET", 2):
            let status = state.cluster.count > 1 ? state.cluster.removeFirst() : state.cluster[0]
            return (200, ["cluster": ["name": "shop", "arn": "arn:1", "version": "1.30", "status": .string(status)]])
        case ("GET", 4):
            if state.silent > 0, !state.tokens.isEmpty {
                state.silent -= 1
                throw Failure(.unreachable, "the network is cut")
            }
            if state.broken > 0, !state.tokens.isEmpty {
                state.broken -= 1
                return refusal("ServerException", 500)
            }
            guard var lives = state.groups[path[3]] else { return refusal("ResourceNotFoundException", 404) }
            let status = lives.count > 1 ? lives.removeFirst() : lives[0]
            state.groups[path[3]] = lives
            guard status != "gone" else { return refusal("ResourceNotFoundException", 404) }
            return (200, ["nodegroup": group(path[3], status, state)])
        case ("GET", 3) where path[2] == "node-groups":
            return (200, ["nodegroups": .array(state.groups.keys.sorted().map { .string($0) })])
        case ("DELETE", 4):
            state.deleted.append(path[3])
            state.groups[path[3]] = ["DELETING", "gone"]
            return (200, [:])
        case ("POST", 3): return try create(request, &state)
        default: return refusal("ResourceNotFoundException", 404)
        }
    }

    private static func create(_ request: HTTPRequest, _ state: inout State) throws -> (Int, JSONValue) {
        guard case .bytes(let bytes) = request.body else { return refusal("InvalidParameterException", 400) }
        let input = try JSONValue(parsing: bytes, source: "request")
        let name = input["nodegroupName"]?.string ?? ""
        state.tokens.append(input["clientRequestToken"]?.string ?? "")
        if state.busy > 0 {
            state.busy -= 1
            return refusal("ResourceInUseException", 409)
        }
        guard state.groups[name] == nil else { return refusal("ResourceInUseException", 409) }
        if state.ghosts > 0 {
            state.ghosts -= 1
            return (200, ["nodegroup": ["nodegroupName": .string(name), "status": "ACTIVE"]])
        }
        state.groups[name] = state.lives
        state.specs[name] = input
        if state.lost > 0 {
            state.lost -= 1
            throw Failure(.unreachable, "the connection was cut")
        }
        return (200, ["nodegroup": group(name, state.lives[0], state)])
    }

    private static func group(_ name: String, _ status: String, _ state: State) -> JSONValue {
        var json = state.specs[name] ?? [:]
        json["status"] = .string(status)
        json["resources"] = ["autoScalingGroups": [["name": "asg-1"]]]
        json["health"] = ["issues": status.hasSuffix("FAILED") ? state.issues : []]
        return json
    }

    private static func refusal(_ code: String, _ status: Int) -> (Int, JSONValue) {
        (status, ["__type": .string(code), "message": "no"])
    }

    /// What is made of it, without waiting.
    /// - Parameter cluster: its API server; nil for none that can be reached.
    func nodeGroups(_ cluster: FakeNodes? = nil) throws -> NodeGroups {
        let configuration = try AWSConfiguration(environment: [
            "AWS_ENDPOINT_URL": "http://eks", "AWS_REGION": "us-west-2", "AWS_ACCESS_KEY_ID": "a",
            "AWS_SECRET_ACCESS_KEY": "b", "AWS_CONFIG_FILE": "/nowhere", "AWS_SHARED_CREDENTIALS_FILE": "/nowhere",
        ])
        let time = Mutex(Duration.zero)
        let clock = WaitClock(
            now: { time.withLock { $0 } }, sleep: { wait in time.withLock { $0 += wait } })
        return NodeGroups(
            aws: try AWSSession(configuration, sender: self, runtime: AWSRuntime(sleep: { _ in })),
            kubernetes: cluster.map { .client($0.client) } ?? .unavailable(Failure(.unreachable, "no cluster")),
            images: NoImages(),
            places: Room(), clock: clock)
    }

    private struct NoImages: ImagePlatforms {
        func platforms(of image: String, for pullers: [ImagePuller]) async throws -> [Platform] { [] }
        var gaps: [String] { [] }
    }

    private struct Room: PodPlaces {
        func obstacles(
            to moves: [PodMove], on nodes: [KubernetesObject], beside pods: [KubernetesObject]
        ) -> [Int: String] { [:] }
    }
}
