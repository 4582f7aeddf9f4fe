import KubernetesClient
import Platforms
import RawJSON
import Rollout
import Testing

/// Two nodes with two cores each, two pods of half a core on the amd64 one.
@Suite struct ShiftPreflightTests {
    let images: [String: ImageFacts] = ["shop:1": .platforms([.linuxAMD64, .linuxARM64])]

    func node(_ name: String, _ architecture: String, zone: String = "z1") -> KubernetesObject {
        var node = Fixture.node(
            name, architecture,
            labels: ["topology.kubernetes.io/zone": .string(zone), "kubernetes.io/hostname": .string(name)])
        node.json[path: "status", "allocatable"] = ["cpu": "2", "memory": "4Gi", "pods": "5"]
        return node
    }

    func pod(
        _ name: String, on node: String, labels: JSONValue = ["app": "shop"], spec: [String: JSONValue] = [:],
        cpu: String = "500m"
    ) -> KubernetesObject {
        Fixture.pod(name, on: node, cpu: cpu, labels: labels, spec: spec)
    }

    func facts() -> ClusterFacts {
        var facts = ClusterFacts()
        facts.add(nodes: [node("a", "amd64"), node("b", "arm64", zone: "z2")])
        facts.ownPods = [pod("shop-1", on: "a"), pod("shop-2", on: "a")]
        facts.add(pods: facts.ownPods)
        return facts
    }

    func deployment(
        podSpec: [String: JSONValue] = [:], container: [String: JSONValue] = [:], spec: [String: JSONValue] = [:],
        metadata: [String: JSONValue] = [:]
    ) -> KubernetesObject {
        var object = Fixture.deployment(spec)
        let count = spec["replicas"] ?? 2
        object.json["status"] = [
            "observedGeneration": 0, "replicas": count, "updatedReplicas": count, "availableReplicas": count,
        ]
        var web: JSONValue = [
            "name": "web", "image": "shop:1", "resources": ["requests": ["cpu": "500m", "memory": "1Gi"]],
        ]
        for (key, value) in container { web[key] = value }
        object.json[path: "spec", "template", "spec", "containers"] = [web]
        for (key, value) in podSpec { object.json[path: "spec", "template", "spec", key] = value }
        for (key, value) in metadata { object.json[path: "metadata", key] = value }
        return object
    }

    func verdict(
        _ workload: KubernetesObject, _ facts: ClusterFacts? = nil, _ manner: ShiftPreflight.Manner = .steps,
        images: [String: ImageFacts]? = nil, consent: ShiftConsent = ShiftConsent(),
        identities: [String: ImageIdentity] = [:]
    ) -> ShiftPreflight {
        ShiftPreflight(
            of: workload, to: .arm64, manner: manner, consent: consent, facts: facts ?? self.facts(),
            images: ImageKnowledge(facts: images ?? self.images, identities: identities))
    }

    /// The one problem, which has these words in it.
    func expect(_ verdict: ShiftPreflight, says words: String, location: SourceLocation = #_sourceLocation) {
        #expect(verdict.problems.count == 1, "\(verdict.problems)", sourceLocation: location)
        #expect(
            verdict.problems.first?.contains(words) == true, "\(verdict.problems)", sourceLocation: location)
    }

    @Test func whatFitsHasNoProblem() {
        let verdict = verdict(deployment())
        #expect(verdict.problems == [])
        #expect(verdict.warnings == [])
    }

    @Test func anImageThatLiesIsRefused() {
        let lie = verdict(deployment(), images: ["shop:1": .wrong(["3 programs are for amd64"])])
        expect(lie, says: "3 programs are for amd64")
    }

    @Test func whoeverElseDecidesIsNamed() {
        expect(verdict(deployment(metadata: ["annotations": ["argocd.argoproj.io/tracking-id": "x"]])), says: "Argo CD")
        expect(verdict(deployment(metadata: ["managedFields": [["manager": "argocd-controller"]]])), says: "Argo CD")
        expect(
            verdict(deployment(metadata: ["labels": ["kustomize.toolkit.fluxcd.io/name": "apps"]])), says: "Flux (apps)"
        )
        expect(
            verdict(deployment(metadata: ["ownerReferences": [["kind": "Shop", "name": "s", "controller": true]]])),
            says: "belongs to Shop s")
        let managed = deployment(metadata: ["managedFields": [["manager": "kustomize-controller"]]])
        expect(verdict(managed), says: "flux suspend kustomization")
        let ignored = verdict(managed, consent: ShiftConsent(ignoresManagers: true))
        #expect(ignored.problems == [] && ignored.warnings.first?.contains("Flux") == true)
        let disabled: JSONValue = ["kustomize.toolkit.fluxcd.io/reconcile": "disabled"]
        #expect(
            verdict(
                deployment(metadata: ["labels": ["kustomize.toolkit.fluxcd.io/name": "a"], "annotations": disabled])
            )
            .problems == [])
        let helm = verdict(deployment(metadata: ["annotations": ["meta.helm.sh/release-name": "r"]]))
        #expect(helm.problems == [] && helm.warnings.first?.contains("Helm") == true)
        var scaled = facts()
        func autoscaler(_ most: JSONValue) -> KubernetesObject {
            KubernetesObject([
                "kind": "HorizontalPodAutoscaler", "metadata": ["name": "h"],
                "spec": [
                    "scaleTargetRef": ["kind": "Deployment", "name": "shop"], "minReplicas": 2, "maxReplicas": most,
                ],
            ])
        }
        scaled.autoscalers = [autoscaler(9)]
        let held = verdict(deployment(), scaled)
        #expect(held.problems == [])
        #expect(held.warnings == ["horizontalpodautoscaler/h is kept at 2 pods for the time of the shift"])
        #expect(verdict(deployment(), scaled, .rolling).warnings == [])
        scaled.autoscalers = [autoscaler(2)]
        #expect(verdict(deployment(), scaled).warnings == [])
        var owned = autoscaler(9)
        owned.json[path: "metadata", "ownerReferences"] = [
            ["kind": "ScaledObject", "name": "k", "controller": true]
        ]
        scaled.autoscalers = [owned]
        expect(verdict(deployment(), scaled), says: "(2 to 9) and belongs to ScaledObject k")
    }

    @Test func tagsThatMovedAreTold() {
        var running = facts()
        func runs(_ id: JSONValue, policy: JSONValue? = nil) -> [String] {
            for index in running.ownPods.indices {
                running.ownPods[index].json[path: "spec", "containers"] = [["name": "web", "image": "shop:1"]]
                running.ownPods[index].json[path: "status", "containerStatuses"] = [["name": "web", "imageID": id]]
            }
            let container: [String: JSONValue] = policy.map { ["imagePullPolicy": $0] } ?? [:]
            let identity = ImageIdentity(digest: "sha256:new", members: ["sha256:member"])
            return verdict(deployment(container: container), running, identities: ["shop:1": identity]).warnings
        }
        #expect(runs("docker.io/library/shop@sha256:new") == [])
        #expect(runs("docker-pullable://shop@sha256:member") == [])
        #expect(runs("docker://sha256:configuration") == [])
        #expect(runs("other@sha256:old") == [], "the same content under another name")
        #expect(
            runs("shop@sha256:old").first?.hasPrefix(
                "the image shop:1 is sha256:new now, and the pods run sha256:old: a node")
                == true)
        #expect(runs("shop@sha256:old", policy: "Always").first?.contains("imagePullPolicy Always") == true)
    }

    @Test func debuggersAreTold() {
        var debugged = facts()
        debugged.ownPods[0].json[path: "spec", "ephemeralContainers"] = [["name": "debugger", "image": "tools:1"]]
        let found = verdict(
            deployment(), debugged, images: images.merging(["tools:1": .platforms([.linuxAMD64])]) { own, _ in own })
        #expect(found.problems == [])
        #expect(
            found.warnings == [
                "pod shop-1 has the ephemeral container debugger, which ends with it; its image tools:1 has no arm64"
            ])
    }

    @Test func aDeploymentThatIsNotAsItShouldBe() {
        expect(verdict(deployment(spec: ["strategy": ["type": "Recreate"]])), says: "Recreate")
        expect(verdict(deployment(spec: ["paused": true])), says: "paused")
        var busy = deployment()
        busy.json[path: "status", "updatedReplicas"] = 1
        expect(verdict(busy), says: "not rolled out")
    }

    @Test func daemonsThatAreNotThereYet() {
        var with = facts()
        with.daemonSets = [
            KubernetesObject([
                "kind": "DaemonSet", "metadata": ["name": "logs", "namespace": "kube-system", "uid": "ds"],
            ])
        ]
        var logs = pod("logs-1", on: "a", labels: [:])
        logs.json[path: "metadata", "ownerReferences"] = [["kind": "DaemonSet", "uid": "ds"]]
        with.add(pods: [logs])
        #expect(
            verdict(deployment(), with).warnings == [
                "daemonset/logs of kube-system runs where the pods are now, and is not ready on b"
            ])
        with.daemonSets[0].json[path: "spec", "template", "spec", "nodeSelector"] = ["kubernetes.io/arch": "amd64"]
        #expect(
            verdict(deployment(), with).warnings == [
                "daemonset/logs of kube-system runs where the pods are now, and is not ready on b: no node has the labels that "
                    + "the node selector asks for: kubernetes.io/arch=amd64"
            ])
    }

    @Test func policiesByTheLabelThatGoes() {
        var guarded = facts()
        guarded.services = [KubernetesObject(["metadata": ["name": "shop"], "spec": ["selector": ["app": "shop"]]])]
        guarded.policies = [
            KubernetesObject([
                "kind": "NetworkPolicy", "metadata": ["name": "n"],
                "spec": ["podSelector": ["matchLabels": ["app": "shop"]]],
            ])
        ]
        #expect(
            verdict(deployment(), guarded).warnings.first?.contains("networkpolicy/n goes by the label app") == true)
        guarded.policies[0].json[path: "spec", "podSelector"] = [:]
        #expect(verdict(deployment(), guarded).warnings == [])
    }
}
