import KubernetesClient
import RawJSON
import Rollout
import Testing

/// What a namespace allows.
extension ShiftPreflightTests {
    @Test func quotasCountOldPodsAndStandIns() {
        var limited = facts()
        limited.quotas = [
            KubernetesObject([
                "metadata": ["name": "q"], "spec": [:],
                "status": [
                    "hard": ["requests.cpu": "2500m", "pods": "10"], "used": ["requests.cpu": "1", "pods": "2"],
                ],
            ])
        ]
        expect(
            verdict(deployment(), limited),
            says: "the quota q leaves 1500m of requests.cpu, and for its time a shift needs 2")
        #expect(verdict(deployment(), limited, .rolling).problems == [])
        limited.quotas[0].json[path: "status", "used", "requests.cpu"] = "2200m"
        let rolling = verdict(deployment(), limited, .rolling)
        expect(rolling, says: "leaves 300m of requests.cpu, and for its time a shift needs 500m; raise it")
        #expect(rolling.problems.first?.contains("--rolling") == false)
        #expect(verdict(deployment(spec: ["strategy": ["type": "Recreate"]]), limited, .rolling).problems == [])
    }

    @Test(arguments: [("BestEffort", false), ("NotBestEffort", true)])
    func quotasWithScopesCountThePodsThatFit(_ scope: String, _ isCounted: Bool) {
        var limited = facts()
        limited.quotas = [
            KubernetesObject([
                "metadata": ["name": "q"], "spec": ["scopes": [.string(scope)]],
                "status": ["hard": ["pods": "3"], "used": ["pods": "2"]],
            ])
        ]
        #expect(verdict(deployment(), limited).problems.isEmpty != isCounted)
    }

    /// Pods whose template names no class may have got one from the cluster.
    @Test func quotasOfAPriorityClassCountItsPods() {
        var limited = facts()
        limited.quotas = [
            KubernetesObject([
                "metadata": ["name": "q"],
                "spec": [
                    "scopeSelector": [
                        "matchExpressions": [["scopeName": "PriorityClass", "operator": "In", "values": ["high"]]]
                    ]
                ],
                "status": ["hard": ["pods": "3"], "used": ["pods": "2"]],
            ])
        ]
        #expect(verdict(deployment(), limited).problems == [])
        limited.ownPods[1].json[path: "spec", "priorityClassName"] = "high"
        expect(verdict(deployment(), limited), says: "the quota q leaves 1 of pods")
    }

    @Test func aBudgetThatIsBrokenAlready() {
        var few = facts()
        func budget(_ healthy: JSONValue) -> KubernetesObject {
            KubernetesObject([
                "metadata": ["name": "p"], "spec": ["selector": ["matchLabels": ["app": "shop"]]],
                "status": ["currentHealthy": healthy, "desiredHealthy": 2, "disruptionsAllowed": 0],
            ])
        }
        few.budgets = [budget(1)]
        expect(verdict(deployment(), few), says: "asks for 2 healthy pods, and there are 1")
        few.budgets = [budget(2)]
        #expect(verdict(deployment(), few).problems == [])
    }

    @Test func limitRangesFillAndForbid() {
        var limited = facts()
        func range(_ item: JSONValue) {
            limited.limitRanges = [KubernetesObject(["metadata": ["name": "l"], "spec": ["limits": [item]]])]
        }
        let bare = deployment(container: ["resources": [:]])
        range(["type": "Container", "defaultRequest": ["cpu": "1500m"]])
        expect(verdict(bare, limited), says: "room for 1 of 2")
        #expect(verdict(deployment(), limited).problems == [])
        range(["type": "Container", "max": ["cpu": "400m"]])
        expect(verdict(deployment(), limited), says: "may take 500m of cpu, and the LimitRange allows 400m")
        range(["type": "Pod", "min": ["memory": "2Gi"]])
        expect(verdict(deployment(), limited), says: "each pod asks for 1Gi of memory")
        // Limits alone are requests too.
        expect(verdict(deployment(container: ["resources": ["limits": ["cpu": "1500m"]]])), says: "room for 1 of 2")
    }
}
