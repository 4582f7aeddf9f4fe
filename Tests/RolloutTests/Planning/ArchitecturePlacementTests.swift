import KubernetesClient
import Platforms
import RawJSON
import Rollout
import Testing

@Suite struct ArchitecturePlacementTests {
    private func placed(
        _ podSpec: [String: JSONValue], on architectures: [Architecture], kind: String = "Deployment",
        version: ServerVersion = ServerVersion(major: 1, minor: 20)
    ) throws -> (spec: JSONValue?, warnings: [String]) {
        var object = Fixture.deployment()
        object.json["kind"] = .string(kind)
        object.json[path: "spec", "template", "spec"] = .object(podSpec)
        let plan = try ManifestPlan(
            [Fixture.manifest(object)], options: DeployOptions(architectures: architectures), version: version,
            namespace: .default
        ) { _ in true }
        return (plan.objects[0].object.json[path: "spec", "template", "spec"], plan.warnings)
    }

    private func terms(_ terms: JSONValue...) -> [String: JSONValue] {
        [
            "affinity": [
                "nodeAffinity": ["requiredDuringSchedulingIgnoredDuringExecution": ["nodeSelectorTerms": .array(terms)]]
            ]
        ]
    }

    private func term(_ expressions: JSONValue...) -> JSONValue { ["matchExpressions": .array(expressions)] }

    private func arch(_ values: String..., not: Bool = false, beta: Bool = false) -> JSONValue {
        [
            "key": beta ? "beta.kubernetes.io/arch" : "kubernetes.io/arch", "operator": not ? "NotIn" : "In",
            "values": .array(values.map { .string($0) }),
        ]
    }

    private let zone: JSONValue = ["key": "zone", "operator": "In", "values": ["a"]]

    private func required(_ spec: JSONValue?) -> [JSONValue]? {
        spec?[path: "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms"]?
            .array
    }

    @Test func oneIsANodeSelector() throws {
        let spec = try placed(
            ["nodeSelector": ["disk": "ssd", "beta.kubernetes.io/arch": "arm64", "kubernetes.io/arch": "amd64"]],
            on: [.arm64]
        ).spec
        #expect(spec == ["nodeSelector": ["disk": "ssd", "kubernetes.io/arch": "arm64"]])
    }

    @Test func bothAreAffinityAndASpread() throws {
        let spec = try placed(
            ["nodeSelector": ["beta.kubernetes.io/arch": "amd64"], "x": 1], on: [.arm64, .amd64]
        ).spec
        #expect(spec?["nodeSelector"] == nil, "an empty selector is none")
        #expect(spec?["x"] == 1)
        #expect(required(spec) == [term(arch("arm64", "amd64"))])
        #expect(
            spec?["topologySpreadConstraints"] == [
                [
                    "maxSkew": 1, "topologyKey": "kubernetes.io/arch", "whenUnsatisfiable": "DoNotSchedule",
                    "labelSelector": ["matchLabels": ["app": "shop"]],
                ]
            ])
        #expect(
            try placed([:], on: [.arm64, .amd64], version: ServerVersion(major: 1, minor: 27))
                .spec?[path: "topologySpreadConstraints"]?[0]?["matchLabelKeys"] == ["pod-template-hash"])
    }

    @Test(arguments: ["DaemonSet", "Job"]) func onlyReplicasAreSpread(_ kind: String) throws {
        let spec = try placed([:], on: [.arm64, .amd64], kind: kind).spec
        #expect(spec?["topologySpreadConstraints"] == nil)
        #expect(required(spec)?.count == 1)
    }

    @Test func aSpreadThatIsThereStays() throws {
        let own: JSONValue = [
            ["maxSkew": 2, "topologyKey": "kubernetes.io/arch", "whenUnsatisfiable": "ScheduleAnyway"]
        ]
        #expect(
            try placed(["topologySpreadConstraints": own], on: [.arm64, .amd64]).spec?["topologySpreadConstraints"]
                == own)
        let zones: JSONValue = ["maxSkew": 1, "topologyKey": "zone", "whenUnsatisfiable": "DoNotSchedule"]
        let spec = try placed(["topologySpreadConstraints": [zones]], on: [.arm64, .amd64]).spec
        #expect(spec?["topologySpreadConstraints"]?.array?.count == 2)
        #expect(spec?["topologySpreadConstraints"]?[0] == zones)
    }

    @Test func everyTermIsNarrowed() throws {
        let spec = try placed(terms(term(zone), term(arch("amd64", "s390x", beta: true))), on: [.arm64, .amd64]).spec
        #expect(required(spec) == [term(zone, arch("arm64", "amd64")), term(arch("amd64"))])
    }

    @Test func termsOfOtherArchitecturesGoWhereOneIsLeft() throws {
        let (spec, warnings) = try placed(
            terms(term(arch("amd64"), zone), term(arch("amd64", not: true))), on: [.arm64])
        #expect(required(spec) == [term(arch("arm64"))])
        #expect(warnings == [])
    }

    @Test func whatIsAskedForWins() throws {
        let (spec, warnings) = try placed(terms(term(zone, arch("amd64"))), on: [.arm64])
        #expect(required(spec) == [term(zone, arch("arm64"))])
        #expect(warnings.count == 1)
    }

    @Test func oneLeavesOtherAffinityAlone() throws {
        let spec = try placed(terms(term(zone)), on: [.arm64]).spec
        #expect(required(spec) == [term(zone)])
        #expect(spec?["nodeSelector"] == ["kubernetes.io/arch": "arm64"])
    }

    @Test func aTermThatMatchesNothingNeverMatches() throws {
        let spec = try placed(terms([:], term(zone)), on: [.arm64, .amd64]).spec
        #expect(required(spec) == [term(zone, arch("arm64", "amd64"))])
    }

    @Test func noneChangesNothing() throws {
        let spec: [String: JSONValue] = ["nodeSelector": ["beta.kubernetes.io/arch": "amd64"]]
        #expect(try placed(spec, on: []).spec == .object(spec))
    }
}
