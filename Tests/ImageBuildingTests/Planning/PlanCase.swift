import DockerfileModel
import ImageBuilding
import Platforms
import Testing

/// A Dockerfile as people write them, and how its stages come about on an amd64 machine for amd64 and arm64.
struct PlanCase: Sendable, CustomTestStringConvertible {
    let name: String
    let dockerfile: String
    /// `stage runs architectures` of each line; `cross` for native stages that write for each target.
    let expected: [String]
    var target: String?
    var scripts: [String: String] = [:]

    var testDescription: String { name }

    init(
        _ name: String, _ dockerfile: String, _ expected: String..., target: String? = nil,
        scripts: [String: String] = [:]
    ) {
        self.name = name
        self.dockerfile = dockerfile
        self.expected = expected
        self.target = target
        self.scripts = scripts
    }
}

/// A context of scripts alone.
struct FakeScripts: ScriptSource {
    let texts: [String: String]
    func script(at path: String) -> String? { texts[path] }
}

extension BuildPlan {
    /// `stage runs architectures` of each line.
    var lines: [String] {
        stages.map { stage in
            let runs = stage.crossCompiles == true ? "cross" : stage.runs.rawValue
            return "\(stage.name) \(runs) \(stage.platforms.map(\.architecture.name).joined(separator: "+"))"
        }
    }
}

/// The plan on an amd64 machine.
func planned(
    _ text: String, _ platforms: [Platform] = [.linuxAMD64, .linuxARM64], target: String? = nil,
    arguments: [String: String] = [:], scripts: [String: String] = [:], native: Set<Architecture> = []
) throws -> BuildPlan {
    var planner = BuildPlanner(
        platforms: platforms, buildPlatform: .linuxAMD64, target: target, buildArguments: arguments)
    planner.scripts = FakeScripts(texts: scripts)
    planner.nativeArchitectures = native
    return try planner.plan(Dockerfile(parsing: text))
}

@Suite struct PlanCaseTests {
    @Test(arguments: PlanCase.jvm + PlanCase.web + PlanCase.compiled + PlanCase.interpreted + PlanCase.shapes)
    func eachStageComesAboutAsExpected(_ example: PlanCase) throws {
        let plan = try planned(example.dockerfile, target: example.target, scripts: example.scripts)
        #expect(plan.lines == example.expected, "\(plan.stages.map(\.why))")
        #expect(plan.stages.allSatisfy { !$0.why.isEmpty })
        #expect(plan.emulated == (example.expected.contains { $0.contains(" emulated ") } ? [.arm64] : []))
    }
}
