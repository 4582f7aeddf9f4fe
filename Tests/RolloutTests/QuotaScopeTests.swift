import KubernetesClient
import RawJSON
import Rollout
import Testing

@Suite struct QuotaScopeTests {
    private static let busy: JSONValue = ["containers": [["resources": ["limits": ["memory": "1Gi"]]]]]
    private static let idle: JSONValue = ["containers": [["resources": ["requests": ["cpu": "0"]]], ["name": "b"]]]
    private static let urgent: JSONValue = ["priorityClassName": "high", "containers": []]
    private static let ending: JSONValue = ["activeDeadlineSeconds": 5, "containers": []]

    private static func reaching(_ term: JSONValue) -> JSONValue {
        [
            "affinity": [
                "podAntiAffinity": ["preferredDuringSchedulingIgnoredDuringExecution": [["podAffinityTerm": term]]]
            ]
        ]
    }

    private static func term(_ comparison: String, _ values: [String] = []) -> JSONValue {
        [
            "scopeSelector": [
                "matchExpressions": [
                    [
                        "scopeName": "PriorityClass", "operator": .string(comparison),
                        "values": .array(values.map { .string($0) }),
                    ]
                ]
            ]
        ]
    }

    @Test(
        arguments: [
            ([:], busy, true), ([:], idle, true),
            (["scopes": ["BestEffort"]], idle, true), (["scopes": ["BestEffort"]], busy, false),
            (["scopes": ["NotBestEffort"]], idle, false), (["scopes": ["NotBestEffort"]], busy, true),
            (["scopes": ["Terminating"]], ending, true), (["scopes": ["Terminating"]], busy, false),
            (["scopes": ["NotTerminating"]], ending, false), (["scopes": ["NotTerminating"]], busy, true),
            (["scopes": ["NotTerminating", "BestEffort"]], busy, false),
            (["scopes": ["PriorityClass"]], urgent, true), (["scopes": ["PriorityClass"]], busy, false),
            (term("In", ["high", "low"]), urgent, true), (term("In", ["low"]), urgent, false),
            (term("In", ["low"]), busy, false),
            (term("NotIn", ["high"]), urgent, false), (term("NotIn", ["high"]), busy, true),
            (term("Exists"), urgent, true), (term("Exists"), busy, false),
            (term("DoesNotExist"), urgent, false), (term("DoesNotExist"), busy, true),
            (["scopes": ["CrossNamespacePodAffinity"]], reaching(["namespaces": ["other"]]), true),
            (["scopes": ["CrossNamespacePodAffinity"]], reaching(["topologyKey": "zone"]), false),
            (["scopes": ["Unheard"]], busy, false),
        ] as [(JSONValue, JSONValue, Bool)])
    func allScopesHaveToFit(_ spec: JSONValue, _ pod: JSONValue, _ isCounted: Bool) {
        let quota = KubernetesObject(["metadata": ["name": "q"], "spec": spec])
        #expect(QuotaScope(pod, priorityClass: nil).isCounted(by: quota) == isCounted)
    }

    /// A template names no class where the cluster gives one to every pod.
    @Test func theClassOfPodsThatRunCounts() {
        let quota = KubernetesObject(["spec": Self.term("In", ["high"])])
        #expect(QuotaScope(Self.busy, priorityClass: "high").isCounted(by: quota))
        #expect(!QuotaScope(Self.busy, priorityClass: "low").isCounted(by: quota))
        #expect(QuotaScope(Self.urgent, priorityClass: "low").isCounted(by: quota), "the template's own goes first")
    }
}
