import KubernetesClient
import Platforms
import RawJSON
import Reporting
import Rollout
import Testing

@Suite struct ShiftPlanTests {
    private let strategy: JSONValue = [
        "type": "RollingUpdate", "rollingUpdate": ["maxSurge": "50%", "maxUnavailable": 1],
    ]

    private func live(
        selector: JSONValue? = ["kubernetes.io/arch": "arm64", "disk": "ssd"], strategy: JSONValue? = nil,
        minReadySeconds: JSONValue? = nil
    ) -> KubernetesObject {
        var object = Fixture.deployment(["strategy": strategy ?? self.strategy])
        object.json[path: "metadata", "resourceVersion"] = "7"
        object.json[path: "spec", "minReadySeconds"] = minReadySeconds
        object.json[path: "spec", "template", "spec", "nodeSelector"] = selector
        return object
    }

    /// Everything but what the server changes by itself.
    private func bare(_ object: KubernetesObject) -> JSONValue {
        var json = object.json
        if json[path: "metadata", "annotations"] == [:] { json[path: "metadata", "annotations"] = nil }
        if json[path: "spec", "template", "spec", "nodeSelector"] == [:] {
            json[path: "spec", "template", "spec", "nodeSelector"] = nil
        }
        return json
    }

    @Test func forwardIsCarefulAndKeepsTheRest() throws {
        let moved = live().patched(try ShiftPlan(of: live()).forward(to: .amd64, settle: .seconds(5)))
        #expect(
            moved.json[path: "spec", "template", "spec", "nodeSelector"]
                == ["kubernetes.io/arch": "amd64", "disk": "ssd"])
        #expect(
            moved.json[path: "spec", "strategy"]
                == ["type": "RollingUpdate", "rollingUpdate": ["maxSurge": "50%", "maxUnavailable": 0]])
        #expect(moved.json[path: "spec", "minReadySeconds"] == 5)
        #expect(
            moved.json[path: "spec", "template", "spec", "containers"]
                == live().json[path: "spec", "template", "spec", "containers"])
    }

    @Test(arguments: [0, "0%"] as [JSONValue])
    func aRolloutWithoutSurgeGetsOne(_ surge: JSONValue) throws {
        let object = live(strategy: [
            "type": "RollingUpdate", "rollingUpdate": ["maxSurge": surge, "maxUnavailable": 1],
        ])
        let patch = try ShiftPlan(of: object).forward(to: .amd64, settle: .zero)
        #expect(patch[path: "spec", "strategy", "rollingUpdate"] == ["maxSurge": 1, "maxUnavailable": 0])
    }

    @Test func recreateIsRespected() throws {
        let plan = try ShiftPlan(of: live(strategy: ["type": "Recreate"]))
        #expect(plan.isRecreating)
        #expect(try plan.forward(to: .amd64, settle: .zero)[path: "spec", "strategy"] == nil)
    }

    @Test(
        arguments: [
            ["kubernetes.io/arch": "arm64", "disk": "ssd"], ["beta.kubernetes.io/arch": "arm64"], ["disk": "ssd"], nil,
        ] as [JSONValue?], [nil, 3] as [JSONValue?])
    func backAndFinishLeaveWhatWasThere(_ selector: JSONValue?, _ seconds: JSONValue?) throws {
        let before = live(selector: selector, minReadySeconds: seconds)
        let shifted = before.patched(try ShiftPlan(of: before).forward(to: .amd64, settle: .seconds(5)))
        #expect(try ShiftPlan(of: shifted).isUnderWay)
        // Taken up again by another program, and towards elsewhere: what was before stays what was before.
        let again = shifted.patched(try ShiftPlan(of: shifted).forward(to: .riscv64, settle: .seconds(9)))
        let back = again.patched(try #require(try ShiftPlan(of: again).back()))
        #expect(try ShiftPlan(of: back).isUnderWay)
        let done = back.patched(try #require(try ShiftPlan(of: back).finish()))
        #expect(bare(done) == bare(before))
        #expect(try ShiftPlan(of: done).back() == nil)
        #expect(try ShiftPlan(of: done).finish() == nil)
    }

    @Test func finishAfterForwardDiffersInTheSelectorOnly() throws {
        let shifted = live().patched(try ShiftPlan(of: live()).forward(to: .amd64, settle: .seconds(5)))
        #expect(try !ShiftPlan(of: shifted).isAlready(at: .amd64))
        let done = shifted.patched(try #require(try ShiftPlan(of: shifted).finish()))
        #expect(try ShiftPlan(of: done).isAlready(at: .amd64))
        #expect(bare(done) == bare(live(selector: ["kubernetes.io/arch": "amd64", "disk": "ssd"])))
    }

    @Test func patchesAreRefusedWhenSomebodyElseWasFaster() throws {
        #expect(
            try ShiftPlan(of: live()).forward(to: .amd64, settle: .zero)[path: "metadata", "resourceVersion"] == "7")
    }

    @Test(arguments: ["", "{", "{\"target\":1}"])
    func aSpoiltAnnotationIsTold(_ text: String) {
        var object = live()
        object.json[path: "metadata", "annotations", ShiftMemory.annotation] = .string(text)
        let failure = #expect(throws: Failure.self) { try ShiftPlan(of: object) }
        #expect(failure?.message.contains(ShiftMemory.annotation) == true)
    }
}

extension KubernetesObject {
    /// The object after a merge patch (RFC 7386).
    func patched(_ patch: JSONValue) -> KubernetesObject { KubernetesObject(json.merging(patch)) }
}

extension JSONValue {
    func merging(_ patch: JSONValue) -> JSONValue {
        guard case .object(let members) = patch else { return patch }
        var result: JSONValue = object == nil ? [:] : self
        for (key, value) in members {
            result[key] = value == .null ? Optional.none : (result[key] ?? .null).merging(value)
        }
        return result
    }
}
