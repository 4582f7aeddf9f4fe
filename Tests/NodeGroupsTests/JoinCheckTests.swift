import AWSClient
import KubernetesClient
import NodeGroups
import RawJSON
import Testing

@Suite struct JoinCheckTests {
    private static func workload(
        _ kind: String, _ name: String, image: String, spec changes: [String: JSONValue] = [:]
    ) -> KubernetesObject {
        var spec: JSONValue = ["containers": [["name": "main", "image": .string(image)]]]
        for (key, value) in changes { spec[key] = value }
        let template: JSONValue = ["metadata": ["labels": ["app": .string(name)]], "spec": spec]
        var object: JSONValue = [
            "apiVersion": "apps/v1", "kind": .string(kind),
            "metadata": ["name": .string(name), "namespace": "tools"],
        ]
        switch kind {
        case "CronJob": object[path: "spec", "jobTemplate", "spec", "template"] = template
        case "Pod":
            object["spec"] = spec
        default: object[path: "spec", "template"] = template
        }
        return KubernetesObject(object)
    }

    private func report(
        _ workloads: [KubernetesObject], hasTaint: Bool = true, _ change: (inout ClusterContents) -> Void = { _ in }
    ) throws -> JoinReport {
        var contents = ClusterContents()
        contents.cluster = "shop"
        contents.workloads = workloads
        contents.images = [
            "both": .architectures(["amd64", "arm64"]), "old": .architectures(["amd64"]),
            "hidden": .unreadable("not allowed"),
        ]
        change(&contents)
        let group = try Fixture.plan { $0.hasTaint = hasTaint }.group
        return JoinCheck(contents, NodeProspect(of: group, zone: "us-west-2a")).report
    }

    private static let everywhere: JSONValue = [["operator": "Exists"]]

    @Test func aDaemonThatToleratesEverythingCrashes() throws {
        let report = try report([
            Self.workload("DaemonSet", "logger", image: "old", spec: ["tolerations": Self.everywhere])
        ])
        let finding = try #require(report.findings.first)
        #expect(finding.kind == .crashes && finding.object == "daemonset/logger" && finding.images == ["old"])
        #expect(!report.isSafe)
        #expect(
            finding.remedy
                == "kubectl patch daemonset logger -n tools --type merge -p "
                + #"'{"spec":{"template":{"spec":{"affinity":{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":"#
                + #"{"nodeSelectorTerms":[{"matchExpressions":[{"key":"kubernetes.io/arch","operator":"In","values":["amd64"]}]}]}}}}}}}'"#
        )
    }

    @Test func initContainersCount() throws {
        let spec: [String: JSONValue] = [
            "tolerations": Self.everywhere, "initContainers": [["name": "first", "image": "old"]],
        ]
        #expect(
            try report([Self.workload("DaemonSet", "cni", image: "both", spec: spec)]).findings.first?.images == ["old"]
        )
    }

    @Test func aDaemonThatDoesNotTolerateTheTaintIsAbsent() throws {
        let tolerations: JSONValue = [["key": "a", "operator": "Exists"]]
        let report = try report([
            Self.workload("DaemonSet", "logger", image: "both", spec: ["tolerations": tolerations])
        ])
        let finding = try #require(report.findings.first)
        #expect(finding.kind == .absent && report.isSafe)
        let remedy = try #require(finding.remedy)
        #expect(remedy.contains(#"{"key":"a","operator":"Exists"}"#), "what is there stays: \(remedy)")
        #expect(
            remedy.contains(#"{"effect":"NoSchedule","key":"kubernetes.io/arch","operator":"Equal","value":"arm64"}"#),
            "\(remedy)")
    }

    @Test(arguments: ["Deployment", "StatefulSet", "CronJob", "Job", "Pod"])
    func theTaintKeepsOthersAway(kind: String) throws {
        let workloads = [Self.workload(kind, "web", image: "old")]
        let tainted = try report(workloads)
        #expect(tainted.findings.map(\.kind) == [.keptAway] && tainted.isSafe)
        let open = try report(workloads, hasTaint: false)
        #expect(open.findings.map(\.kind) == [.crashes] && !open.isSafe)
        // A pod alone can't be patched.
        #expect((open.findings[0].remedy == nil) == (kind == "Pod"))
    }

    @Test func constraintsOnX86AreSeen() throws {
        let selector: [String: JSONValue] = ["nodeSelector": ["kubernetes.io/arch": "amd64"]]
        let beta: [String: JSONValue] = ["nodeSelector": ["beta.kubernetes.io/arch": "amd64"]]
        func affinity(_ operation: String, _ value: JSONValue) -> [String: JSONValue] {
            let term: JSONValue = [
                "matchExpressions": [["key": "kubernetes.io/arch", "operator": .string(operation), "values": [value]]]
            ]
            return [
                "affinity": [
                    "nodeAffinity": ["requiredDuringSchedulingIgnoredDuringExecution": ["nodeSelectorTerms": [term]]]
                ]
            ]
        }
        for spec in [selector, beta, affinity("In", "amd64"), affinity("NotIn", "arm64")] {
            let found = try report([Self.workload("Deployment", "web", image: "old", spec: spec)], hasTaint: false)
            #expect(found.findings.isEmpty && found.isSafe)
        }
        let other = try report(
            [Self.workload("Deployment", "web", image: "old", spec: affinity("In", "arm64"))], hasTaint: false)
        #expect(other.findings.map(\.kind) == [.crashes])
        #expect(
            other.findings[0].remedy?.contains(
                #"[{"matchExpressions":[{"key":"kubernetes.io/arch","operator":"In","values":["arm64"]},{"key":"kubernetes.io/arch","operator":"In","values":["amd64"]}]}]"#
            ) == true, "each term gets the condition")
    }

    @Test func whatCantBeReadIsUnknown() throws {
        let found = try report([Self.workload("Deployment", "web", image: "hidden")], hasTaint: false)
        #expect(found.findings.map(\.kind) == [.unknown] && !found.isSafe)
        #expect(try report([Self.workload("Deployment", "web", image: "hidden")]).findings.isEmpty)
    }

    @Test func webhooksAreNamed() throws {
        let found = try report([Self.workload("Deployment", "policy", image: "old")], hasTaint: false) { contents in
            contents.services = [
                KubernetesObject([
                    "metadata": ["name": "policy-svc", "namespace": "tools"], "spec": ["selector": ["app": "policy"]],
                ])
            ]
            contents.webhooks = [
                KubernetesObject([
                    "kind": "ValidatingWebhookConfiguration", "metadata": ["name": "policy.example.com"],
                    "webhooks": [
                        [
                            "failurePolicy": "Fail",
                            "clientConfig": ["service": ["name": "policy-svc", "namespace": "tools"]],
                        ]
                    ],
                ])
            ]
        }
        #expect(found.findings.first?.why.contains("admission webhook policy.example.com: without an answer") == true)
    }

    @Test func whatAnotherNamespacesServiceLeadsToIsNoWebhook() throws {
        let found = try report([Self.workload("Deployment", "policy", image: "old")], hasTaint: false) { contents in
            contents.services = [
                KubernetesObject([
                    "metadata": ["name": "policy-svc", "namespace": "other"], "spec": ["selector": ["app": "policy"]],
                ])
            ]
            let hook: JSONValue = ["clientConfig": ["service": ["name": "policy-svc", "namespace": "other"]]]
            contents.webhooks = [KubernetesObject(["metadata": ["name": "policy"], "webhooks": [hook]])]
        }
        #expect(found.findings.first?.why.contains("webhook") == false)
    }

    @Test func aTaintThatOnlyAsksKeepsNobodyAway() throws {
        var contents = ClusterContents()
        contents.workloads = [Self.workload("Deployment", "web", image: "old")]
        contents.images = ["old": .architectures(["amd64"])]
        var group = try Fixture.plan().group
        group.taints = [EKSTaint(key: "a", value: "", effect: "PREFER_NO_SCHEDULE")]
        let found = JoinCheck(contents, NodeProspect(of: group, zone: nil)).report
        #expect(found.findings.map(\.kind) == [.crashes])
    }

    @Test func aDaemonThatCanNotRunIsNotCalledAway() throws {
        let found = try report([Self.workload("DaemonSet", "logger", image: "old")])
        #expect(found.findings.map(\.kind) == [.keptAway])
    }

    @Test func addonsNeedAVersionForARM() throws {
        let found = try report([]) { contents in
            contents.addons = [
                EKSAddon(name: "vpc-cni", version: "v1"), EKSAddon(name: "coredns", version: "v1"),
                EKSAddon(name: "mine", version: "v1"),
            ]
            contents.addonVersions = [
                "vpc-cni": [
                    EKSAddonVersion(version: "v2", architectures: ["amd64", "arm64"]),
                    EKSAddonVersion(version: "v1", architectures: ["amd64"]),
                ],
                "coredns": [EKSAddonVersion(version: "v1", architectures: ["amd64", "arm64"])],
            ]
        }
        #expect(found.findings.map(\.object) == ["addon/vpc-cni"])
        #expect(found.findings.first?.why == "its version v1 is for amd64 only")
        #expect(found.addons.map(\.architectures) == [["amd64"], ["amd64", "arm64"], []])
        #expect(found.notes.isEmpty, "what could not be asked is told elsewhere")
        #expect(
            found.findings.first?.remedy
                == "aws eks update-addon --cluster-name shop --addon-name vpc-cni --addon-version v2")
    }

    /// A version that EKS does not list, and one without architectures, are neither good nor bad.
    @Test func anAddonOfWhichEKSSaysNothingIsToldAndStopsNobody() throws {
        let found = try report([]) { contents in
            contents.addons = [EKSAddon(name: "vpc-cni", version: "v0"), EKSAddon(name: "coredns", version: "v1")]
            contents.addonVersions = [
                "vpc-cni": [EKSAddonVersion(version: "v2", architectures: ["amd64", "arm64"])],
                "coredns": [EKSAddonVersion(version: "v1", architectures: [])],
            ]
        }
        #expect(found.isSafe && found.findings.isEmpty)
        #expect(found.notes.count == 2 && found.notes[0].contains("version v0 of the add-on vpc-cni"))
    }

    /// A patch of what an operator made would be set back.
    @Test func whatAnOperatorMadeIsMendedAtItsMaker() throws {
        var set = Self.workload("ReplicaSet", "web-1", image: "old")
        let owner: JSONValue = [
            "apiVersion": "argoproj.io/v1alpha1", "kind": "Rollout", "name": "web", "controller": true,
        ]
        set.json[path: "metadata", "ownerReferences"] = [owner]
        let found = try #require(try report([set], hasTaint: false).findings.first)
        #expect(found.kind == .crashes && found.object == "replicaset/web-1")
        #expect(found.why.hasSuffix("; Rollout web made it"))
        #expect(
            found.remedy
                == "give the pods of Rollout web in their spec: "
                + #"{"affinity":{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":"#
                + #"{"nodeSelectorTerms":[{"matchExpressions":[{"key":"kubernetes.io/arch","operator":"In","values":["amd64"]}]}]}}}}"#
        )
    }

    @Test func whatCouldNotBeAskedIsNotSafe() throws {
        #expect(try report([]).isSafe)
        #expect(try !report([]) { $0.gaps = ["pods: forbidden"] }.isSafe)
    }
}
