import KubernetesClient
import RawJSON
import Rollout
import Testing

@Suite struct ObjectDifferenceTests {
    private func lines(_ before: JSONValue, _ after: JSONValue) -> [String] {
        ObjectDifference(from: KubernetesObject(before), to: KubernetesObject(after)).fields.map(\.line)
    }

    @Test(
        arguments: [
            (["spec": ["replicas": 1]], ["spec": ["replicas": 2]], ["spec.replicas: 1 → 2"]),
            (["spec": ["a": "x"]], ["spec": ["a": "x"], "status": ["b": 1]], []),
            (
                ["metadata": ["generation": 1, "resourceVersion": "1", "managedFields": [1]]],
                ["metadata": ["generation": 2, "resourceVersion": "2", "managedFields": [2]]], []
            ),
            (
                ["metadata": ["labels": ["app.kubernetes.io/name": "a"]]], ["metadata": ["labels": [:]]],
                ["metadata.labels[\"app.kubernetes.io/name\"]: a → (none)"]
            ),
            (
                ["c": [["name": "a", "image": "x:1"], ["name": "b"]]],
                ["c": [["name": "s"], ["name": "a", "image": "x:2"]]],
                ["c[s]: (none) → {\"name\":\"s\"}", "c[a].image: x:1 → x:2", "c[b]: {\"name\":\"b\"} → (none)"]
            ),
            (["l": [1, 2]], ["l": [1, 3, 4]], ["l[1]: 2 → 3", "l[2]: (none) → 4"]),
            (
                ["kind": "Secret", "data": ["password": "b2xk"], "type": "a"],
                ["kind": "Secret", "data": ["password": "bmV3"], "type": "b"], ["data.password", "type: a → b"]
            ),
            (
                [
                    "metadata": [
                        "annotations": ["kubectl.kubernetes.io/last-applied-configuration": "secret"]
                    ]
                ], ["metadata": [:]], []
            ),
        ] as [(JSONValue, JSONValue, [String])])
    func fieldsAreNamedWithTheirValues(_ before: JSONValue, _ after: JSONValue, _ expected: [String]) {
        #expect(lines(before, after) == expected)
    }
}
