import KubernetesClient
import Platforms
import RawJSON
import Rollout
import Testing

/// Two nodes with two cores each, two pods of half a core on the amd64 one.
@Suite struct ShiftPreflightTests {
    private let images: [String: ImageFacts] = ["shop:1": .platforms([.linuxAMD64, .linuxARM64])]

    private func node(_ name: String, _ architecture: String, zone: String = "z1") -> KubernetesObject {
        var node = Fixture.node(
            name, architecture,
            labels: ["topology.kubernetes.io/zone": .string(zone), "kubernetes.io/hostname": .string(name)])
        node.json[path: "status", "allocatable"] = ["cpu": "2", "memory": "4Gi", "pods": "5"]
        return node
    }

    private func pod(
        _ name: String, on node: String, labels: JSONValue = ["app": "shop"], spec: [String: JSONValue] = [:],
        cpu: String = "500m"
    ) -> KubernetesObject {
        Fixture.pod(name, on: node, cpu: cpu, labels: labels, spec: spec)
    }

    private func facts() -> ClusterFacts {
        var facts = ClusterFacts()
        facts.add(nodes: [node("a", "amd64"), node("b", "arm64", zone: "z2")])
        facts.ownPods = [pod("shop-1", on: "a"), pod("shop-2", on: "a")]
        facts.add(pods: facts.ownPods)
        return facts
    }

    private func deployment(
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

    private func verdict(
        _ workload: KubernetesObject, _ facts: ClusterFacts? = nil, _ manner: ShiftPreflight.Manner = .steps,
        images: [String: ImageFacts]? = nil, consent: ShiftConsent = ShiftConsent(),
        identities: [String: ImageIdentity] = [:]
    ) -> ShiftPreflight {
        ShiftPreflight(
            of: workload, to: .arm64, manner: manner, consent: consent, facts: facts ?? self.facts(),
            images: ImageKnowledge(facts: images ?? self.images, identities: identities))
    }

    /// The one problem, which has these words in it.
    private func expect(_ verdict: ShiftPreflight, says words: String, location: SourceLocation = #_sourceLocation) {
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

    @Test func roomIsCountedWithWhatRunsAlready() {
        var full = facts()
        full.add(pods: [pod("db", on: "b", labels: ["app": "db"], cpu: "1200m")])
        expect(
            verdict(deployment(), full),
            says: "room for 1 of 2 new pods: b: 300m of cpu is free, and each pod asks for 500m")
        var crowded = facts()
        crowded.add(pods: (1...4).map { pod("x\($0)", on: "b", labels: [:], cpu: "1m") })
        expect(verdict(deployment(), crowded), says: "it may have 5 pods")
        // A pod that has ended takes nothing.
        var ended = pod("job", on: "b", labels: [:], cpu: "2")
        ended.json[path: "status", "phase"] = "Succeeded"
        var free = facts()
        free.add(pods: [ended])
        #expect(verdict(deployment(), free).problems == [])
    }

    @Test func initContainersCountByTheLargest() {
        let big = verdict(
            deployment(podSpec: [
                "initContainers": [["name": "i", "image": "shop:1", "resources": ["requests": ["cpu": "1500m"]]]]
            ]))
        expect(big, says: "room for 1 of 2")
    }

    @Test func antiAffinityLooksAtDomains() {
        func apart(by key: String) -> KubernetesObject {
            deployment(podSpec: [
                "affinity": [
                    "podAntiAffinity": [
                        "requiredDuringSchedulingIgnoredDuringExecution": [
                            ["topologyKey": .string(key), "labelSelector": ["matchLabels": ["app": "shop"]]]
                        ]
                    ]
                ]
            ])
        }
        // One node takes one of them.
        expect(verdict(apart(by: "kubernetes.io/hostname")), says: "room for 1 of 2")
        var two = facts()
        two.add(nodes: [node("c", "arm64", zone: "z3")])
        #expect(verdict(apart(by: "kubernetes.io/hostname"), two).problems == [])
        // The old pods' zone is taken.
        var same = ClusterFacts()
        same.add(nodes: [node("a", "amd64"), node("b", "arm64"), node("c", "arm64")])
        same.add(pods: [pod("shop-1", on: "a")])
        expect(verdict(apart(by: "topology.kubernetes.io/zone"), same), says: "room for 0 of 2")
    }

    @Test func othersThatWantToBeAloneAreRespected() {
        var alone = facts()
        alone.add(pods: [
            pod(
                "db", on: "b", labels: ["app": "db"],
                spec: [
                    "affinity": [
                        "podAntiAffinity": [
                            "requiredDuringSchedulingIgnoredDuringExecution": [
                                [
                                    "topologyKey": "kubernetes.io/hostname",
                                    "labelSelector": [
                                        "matchExpressions": [["key": "app", "operator": "In", "values": ["shop"]]]
                                    ],
                                ]
                            ]
                        ]
                    ]
                ])
        ])
        expect(verdict(deployment(), alone), says: "does not want them beside it")
    }

    @Test func podAffinityNeedsSomebodyThere() {
        let near = deployment(podSpec: [
            "affinity": [
                "podAffinity": [
                    "requiredDuringSchedulingIgnoredDuringExecution": [
                        ["topologyKey": "kubernetes.io/hostname", "labelSelector": ["matchLabels": ["app": "cache"]]]
                    ]
                ]
            ]
        ])
        expect(verdict(near), says: "no pod that they have to be beside is there")
        var with = facts()
        with.add(pods: [pod("cache", on: "b", labels: ["app": "cache"])])
        #expect(verdict(near, with).problems == [])
    }

    @Test func spreadCountsTheNodesOfTheTargetOnly() {
        let spread = deployment(
            podSpec: [
                "topologySpreadConstraints": [
                    [
                        "maxSkew": 1, "topologyKey": "kubernetes.io/hostname", "whenUnsatisfiable": "DoNotSchedule",
                        "labelSelector": ["matchLabels": ["app": "shop"]],
                    ]
                ]
            ], spec: ["replicas": 3])
        #expect(verdict(spread).problems == [])
        var uneven = facts()
        uneven.add(nodes: [node("c", "arm64")])
        uneven.add(pods: [pod("full", on: "c", labels: ["app": "x"], cpu: "2")])
        expect(verdict(spread, uneven), says: "uneven by kubernetes.io/hostname")
    }

    @Test func hostPortsFitOncePerNode() {
        let port = deployment(container: ["ports": [["containerPort": 8080, "hostPort": 80]]])
        expect(verdict(port), says: "80/TCP")
    }

    @Test func volumesOfOneNodeOrZone() {
        let claim = deployment(podSpec: ["volumes": [["name": "d", "persistentVolumeClaim": ["claimName": "data"]]]])
        expect(verdict(claim), says: "there is no claim data")
        var bound = facts()
        func use(_ mode: JSONValue) {
            bound.claims = [
                KubernetesObject([
                    "metadata": ["name": "data"], "spec": ["accessModes": [mode], "volumeName": "pv"],
                ])
            ]
        }
        use("ReadWriteOnce")
        expect(verdict(claim, bound), says: "one node at a time")
        use("ReadWriteMany")
        #expect(verdict(claim, bound).problems == [])
        bound.volumes = [
            KubernetesObject([
                "metadata": ["name": "pv"],
                "spec": [
                    "nodeAffinity": [
                        "required": [
                            "nodeSelectorTerms": [
                                [
                                    "matchExpressions": [
                                        ["key": "topology.kubernetes.io/zone", "operator": "In", "values": ["z1"]]
                                    ]
                                ]
                            ]
                        ]
                    ]
                ],
            ])
        ]
        expect(verdict(claim, bound), says: "bound to other nodes or zones than b")
        // Older volumes have labels instead.
        func zones(_ text: JSONValue) {
            bound.volumes[0].json["spec"] = [:]
            bound.volumes[0].json[path: "metadata", "labels"] = ["topology.kubernetes.io/zone": text]
        }
        zones("z1")
        expect(verdict(claim, bound), says: "bound to other nodes or zones than b")
        zones("z1__z2")
        #expect(verdict(claim, bound).problems == [])
        bound.volumes[0].json[path: "spec", "csi", "driver"] = "disk"
        #expect(verdict(claim, bound).problems == [])
        bound.csiNodes = [KubernetesObject(["metadata": ["name": "b"], "spec": ["drivers": [["name": "other"]]]])]
        expect(verdict(claim, bound), says: "needs the CSI driver disk, which does not run on b")
    }

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

    @Test func javaOptionsOfOneArchitecture() {
        func java(_ options: JSONValue) -> KubernetesObject {
            deployment(container: ["env": [["name": "JAVA_TOOL_OPTIONS", "value": options]]])
        }
        expect(verdict(java("-Xmx1g -XX:UseAVX=2")), says: "-XX:UseAVX=2 in JAVA_TOOL_OPTIONS")
        #expect(verdict(java("-XX:UseAVX=2 -XX:+IgnoreUnrecognizedVMOptions")).problems == [])
        #expect(verdict(java("-XX:+UseG1GC -XX:+UseLSE")).problems == [])
        expect(verdict(deployment(container: ["args": ["java", "-XX:UseSSE=3"]])), says: "in args")
    }

    @Test func javaOptionsFromConfigMaps() {
        var with = facts()
        with.configMaps = [
            KubernetesObject(["metadata": ["name": "c"], "data": ["JAVA_OPTS": "-XX:UseAVX=3", "OTHER": "x"]])
        ]
        let all: JSONValue = [["configMapRef": ["name": "c"]]]
        expect(verdict(deployment(container: ["envFrom": all]), with), says: "in JAVA_OPTS (configmap/c)")
        let one: JSONValue = [
            ["name": "JDK_JAVA_OPTIONS", "valueFrom": ["configMapKeyRef": ["name": "c", "key": "JAVA_OPTS"]]]
        ]
        expect(verdict(deployment(container: ["env": one]), with), says: "in JDK_JAVA_OPTIONS")
        #expect(verdict(deployment(container: ["env": one])).problems == [])
    }

    @Test(
        arguments: [
            ("GODEBUG", "cpu.avx2=off,gctrace=1", "cpu.avx2"), ("GODEBUG", "cpu.aes=off", nil),
            ("GODEBUG", "cpu.all=off", nil), ("LD_PRELOAD", "/usr/lib/x86_64-linux-gnu/libjemalloc.so.2", "LD_PRELOAD"),
            ("LD_PRELOAD", "/usr/lib/aarch64-linux-gnu/libjemalloc.so.2", nil),
            ("JAVA_HOME", "/usr/lib/jvm/java-17-openjdk-amd64", "openjdk-amd64"), ("PATH", "/usr/bin", nil),
        ] as [(String, String, String?)])
    func settingsOfOneArchitecture(_ name: String, _ value: String, _ words: String?) {
        let variable: JSONValue = [["name": .string(name), "value": .string(value)]]
        let found = verdict(deployment(container: ["env": variable]))
        #expect(found.problems == [])
        #expect(found.warnings.count == (words == nil ? 0 : 1), "\(found.warnings)")
        if let words { #expect(found.warnings.first?.contains(words) == true, "\(found.warnings)") }
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

    @Test func nodesByNameAndArchitecturesInAffinity() {
        expect(verdict(deployment(podSpec: ["nodeName": "a"])), says: "names the node a")
        #expect(verdict(deployment(podSpec: ["nodeName": "b"])).problems == [])
        func affinity(_ key: String) -> KubernetesObject {
            deployment(podSpec: [
                "affinity": [
                    "nodeAffinity": [
                        "requiredDuringSchedulingIgnoredDuringExecution": [
                            "nodeSelectorTerms": [
                                ["matchExpressions": [["key": .string(key), "operator": "In", "values": ["amd64"]]]]
                            ]
                        ]
                    ]
                ]
            ])
        }
        for key in ["kubernetes.io/arch", "beta.kubernetes.io/arch"] {
            expect(verdict(affinity(key)), says: "it asks for architectures by itself")
        }
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
