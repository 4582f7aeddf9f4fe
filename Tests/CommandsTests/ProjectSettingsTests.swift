import Commands
import Platforms
import Reporting
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
        #expect(settings.architecture == .arm64)
        #expect(settings.namespace == "shops")
        #expect(settings.path == "/health")
    }

    @Test func anImageIsEnough() throws {
        let settings = try ProjectSettings(yaml: "image: a:1", path: "mixarch.yaml")
        #expect(settings.context == ".")
        #expect(settings.platforms == [.linuxAMD64, .linuxARM64])
        #expect(throws: Failure.self) { try settings.reference(environment: [:]) }
        #expect(try settings.reference(environment: ["MIXARCH_REGISTRY": "r:5000"]) == "r:5000/a:1")
    }

    @Test(arguments: [
        ("image: a:1\nbuild:\n  contxt: .\n", "p.yaml:3:3: unknown setting build.contxt"),
        ("image: [a]\n", "p.yaml:1:8: image must be a text"),
        ("registry: r\n", "image is missing"),
        ("", "holds no settings"),
        ("image: a\nplatforms: [linux/vax]\n", "unknown platform \"linux/vax\""),
        ("a: [\n", "not valid YAML"),
    ])
    func saysWhatIsWrongAndWhere(text: String, message: String) {
        let failure = #expect(throws: Failure.self) { try ProjectSettings(yaml: text, path: "p.yaml") }
        #expect(failure?.message.contains(message) == true, "\(failure?.message ?? "")")
        #expect(failure?.code.kind == .usage)
    }
}
