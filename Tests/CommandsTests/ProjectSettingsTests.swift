import Commands
import Platforms
import PortingScan
import Reporting
import Rollout
import Testing

@Suite struct ProjectSettingsTests {
    @Test func readsEverySetting() throws {
        let settings = try ProjectSettings(
            yaml: """
                image: shop:2
                registry: registry.example.com/team
                platforms: [linux/arm64, linux/amd64]
                build:
                  context: src
                  dockerfile: Dockerfile.release
                  args: {BASE: debian}
                deploy:
                  manifests: [k8s, /etc/more.yaml]
                  architecture: aarch64
                  namespace: shops
                  path: /health
                """, path: "/p/mixarch.yaml")
        #expect(settings.image == "shop:2")
        #expect(settings.imageName == "shop")
        #expect(settings.platforms == [.linuxARM64, .linuxAMD64])
        #expect(settings.context == "/p/src")
        #expect(settings.dockerfile == "Dockerfile.release")
        #expect(settings.buildArguments == ["BASE": "debian"])
        #expect(settings.manifests == ["/p/k8s", "/etc/more.yaml"])
        #expect(settings.architectures == [.arm64])
        #expect(settings.namespace == "shops")
        #expect(settings.path == "/health")
    }

    @Test func anImageIsEnough() throws {
        let settings = try ProjectSettings(yaml: "image: a:1", path: "mixarch.yaml")
        #expect(settings.context == ".")
        #expect(settings.platforms == [.linuxAMD64, .linuxARM64])
        #expect(throws: Failure.self) { try settings.reference(environment: [:]) }
        #expect(try settings.reference(environment: ["MIXARCH_REGISTRY": "r:5000"]) == "r:5000/a:1")
        let own = try ProjectSettings(yaml: "image: a:1\nregistry: own", path: "mixarch.yaml")
        #expect(try own.reference(environment: ["MIXARCH_REGISTRY": ""]) == "own/a:1")
    }

    @Test func readsWhatComesAfterTheDeployment() throws {
        let settings = try ProjectSettings(
            yaml: """
                image: shop:2
                scan: {failOn: warning, exclude: [third_party/]}
                build: {target: release, noEmulation: true, fix: true, createRepository: true}
                deploy: {architectures: [arm64, x86_64, arm64]}
                shift:
                  to: amd64
                  steps: [5, 50]
                  hold: 2m
                  check: http://shop.example.com/health
                  maxErrors: 1%
                  maxSlowdown: 20
                  prometheus: http://prometheus:9090/
                  prometheusQueries: ["up{app='shop'} >= 1", "sum(rate(errors_total[1m])) < 0.5"]
                  allowInterruption: true
                  ignoreManager: true
                """, path: "mixarch.yaml")
        #expect(settings.failOn == .warning)
        #expect(settings.excluded == ["third_party/"])
        #expect(settings.target == "release")
        #expect(!settings.emulates && settings.fixes && settings.createsRepository)
        #expect(settings.architectures == [.arm64, .amd64])
        let shift = try #require(settings.shift)
        #expect(shift.target == .amd64)
        #expect(shift.pace.steps == [5, 50, 100])
        #expect(shift.pace.hold == .seconds(120))
        #expect(shift.pace.drain == nil)
        #expect(shift.check?.maxErrors == 0.01)
        #expect(shift.check?.maxSlowdown == 0.2)
        #expect(shift.metrics?.url == "http://prometheus:9090")
        #expect(shift.metrics?.conditions.map(\.query) == ["up{app='shop'}", "sum(rate(errors_total[1m]))"])
        #expect(shift.consent == ShiftConsent(allowsInterruption: true, ignoresManagers: true))
        #expect(!shift.isRolling)
        let rolling = try ProjectSettings(yaml: "image: a\nshift: {to: arm64, rolling: true}\n", path: "p.yaml").shift
        #expect(rolling?.isRolling == true && rolling?.metrics == nil && rolling?.consent == ShiftConsent())
    }

    @Test(arguments: [
        (
            "image: a:1\nbuild:\n  contxt: .\n", "p.yaml:3:3: unknown setting build.contxt",
            "did you mean build.context?"
        ),
        ("image: a:1\nmanifests: [k8s]\n", "p.yaml:2:1: unknown setting manifests", "did you mean deploy.manifests?"),
        ("image: a:1\nbuild: {no-emulation: true}\n", "unknown setting build.no-emulation", "build.noEmulation?"),
        ("image: a:1\nzzz: 1\n", "p.yaml:2:1: unknown setting zzz", "known here: image"),
        ("image: [a]\n", "p.yaml:1:8: image must be a text", nil),
        ("image:\n", "p.yaml:1:7: image must be a text", nil),
        ("registry: r\n", "p.yaml:1:1: image is missing", "such as: image: petstore:1"),
        ("", "p.yaml holds no settings", "mixarch init"),
        ("- a\n", "p.yaml:1:1: the file must be a mapping with image", nil),
        ("image: a\nplatforms: [linux/vax]\n", "p.yaml:2:13: platforms[0] must be a platform such as", nil),
        ("image: a\nplatforms: linux/arm64\n", "p.yaml:2:12: platforms must be a list of platforms", "[linux/arm64]"),
        ("image: a\nplatforms: []\n", "p.yaml:2:12: platforms must be a list", nil),
        ("image: a\nbuild: {noEmulation: 7}\n", "p.yaml:2:22: build.noEmulation must be true or false", nil),
        ("image: a\nbuild: {args: [A]}\n", "build.args must be a mapping of names to texts", nil),
        ("image: a\nscan: {failOn: blockers}\n", "scan.failOn must be one of blocker", "did you mean blocker?"),
        ("image: a\ndeploy: {architecture: vax}\n", "p.yaml:2:24: deploy.architecture must be arm64 or amd64", nil),
        ("image: a\ndeploy:\n  architecture: arm64\n  architectures: [amd64]\n", "p.yaml:4:18: deploy has both", nil),
        ("image: a\nshift: {hold: 5s}\n", "p.yaml:2:8: shift.to is missing", nil),
        ("image: a\nshift: {to: arm64, hold: soon}\n", "p.yaml:2:26: shift.hold must be a time such as 90s", nil),
        ("image: a\nshift: {to: arm64, steps: [50, 10]}\n", "p.yaml:2:27: shift.steps: the steps 50,10", nil),
        ("image: a\nshift: {to: arm64, steps: [0]}\n", "shift.steps[0] must be a whole number from 1 to 100", nil),
        (
            "image: a\nshift: {to: arm64, check: shop}\n",
            "p.yaml:2:27: shift.check: \"shop\" is no address that can be called", nil
        ),
        ("image: a\nshift: {to: arm64, maxErrors: 1%}\n", "shift.maxErrors needs shift.check", nil),
        (
            "image: a\nshift:\n  to: arm64\n  prometheus: http://p:9090\n", "p.yaml:4:15: shift.prometheus needs",
            "prometheusQueries"
        ),
        ("image: a\nshift: {to: arm64, prometheusQueries: [up > 0]}\n", "shift.prometheusQueries needs", nil),
        (
            "image: a\nshift:\n  to: arm64\n  prometheus: http://p\n  prometheusQueries:\n    - up > 0\n    - up\n",
            "p.yaml:7:7: shift.prometheusQueries[1]: \"up\" is no condition", "write a query"
        ),
        (
            "image: a\nshift: {to: arm64, prometheus: p, prometheusQueries: [up > 0]}\n",
            "p.yaml:2:32: shift.prometheus: \"p\" is no address that can be called", nil
        ),
        (
            "image: a\nshift: {to: arm64, rolling: true, hold: 5s}\n",
            "p.yaml:2:41: shift.hold does not go with shift.rolling", nil
        ),
        ("image: a\nregistry: r\nimage: b\n", "p.yaml:3:1: the key \"image\" is there twice", nil),
        ("a: [\n", "p.yaml:2:1: ", nil),
        ("image: a\n\tregistry: b\n", "p.yaml:2:", "spaces, never with tabs"),
        ("image: a\nx: &a [1]\ny: *a\n", "p.yaml:3:4: aliases are not taken here", "write the value out"),
    ])
    func saysWhatIsWrongAndWhere(text: String, message: String, hint: String?) {
        let failure = #expect(throws: Failure.self) { try ProjectSettings(yaml: text, path: "p.yaml") }
        #expect(failure?.message.contains(message) == true, "\(failure?.message ?? "")")
        if let hint { #expect(failure?.hint?.contains(hint) == true, "\(failure?.hint ?? "")") }
        #expect(failure?.code.kind == .usage)
    }

    @Test func allMistakesAreToldAtOnce() {
        let failure = #expect(throws: Failure.self) {
            try ProjectSettings(yaml: "imag: a\nbuild: 1\ndeploy: {pth: /}\n", path: "p.yaml")
        }
        let text = failure?.description ?? ""
        for words in ["p.yaml:1:1: unknown setting imag", "p.yaml:2:8", "p.yaml:3:10", "image is missing"] {
            #expect(text.contains(words), "\(text)")
        }
    }

    /// Texts that ask for more time or memory than there is.
    @Test(arguments: [
        "a: &a [x]\n" + (1...40).map { "b\($0): &b\($0) [*a, *a]\n" }.joined(),
        "a: &a [x]\n? [*a, *a]\n: 1\n", String(repeating: "[", count: 100_000),
        String(repeating: "- ", count: 100_000), String(repeating: "a: {", count: 50_000),
        String(repeating: "x", count: 600_000), "image: \"" + String(repeating: "\\", count: 10_000),
        "image: \u{0}\n", "%YAML 9.9\n---\nimage: a\n", "image: !!python/object:os.system a:1\nx: 1\n",
    ])
    func hostileTextsAreRefused(text: String) {
        let failure = #expect(throws: Failure.self) { try ProjectSettings(yaml: text, path: "p.yaml") }
        #expect(failure?.code == .invalidSettings)
    }

    @Test func starsAndAmpersandsInTextsAreNoAliases() throws {
        let settings = try ProjectSettings(
            yaml: "image: a:1 # *not & an alias\nbuild: {args: {A: '&x *y', B: \"*z\", C: a&b*c}}\n", path: "p.yaml")
        #expect(settings.buildArguments == ["A": "&x *y", "B": "*z", "C": "a&b*c"])
    }
}
