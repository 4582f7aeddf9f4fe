import KubernetesClient
import RawJSON
import Rollout
import Testing

/// Whether the nodes of the target take the pods.
extension ShiftPreflightTests {
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
}
