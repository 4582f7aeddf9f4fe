import Commands
import Platforms
import Reporting
import Testing

@Suite struct FirstSettingsTests {
    private func facts(_ change: (inout ProjectFacts) -> Void = { _ in }) -> ProjectFacts {
        var facts = ProjectFacts(folder: "Pet Store")
        change(&facts)
        return facts
    }

    private func settings(_ facts: ProjectFacts) throws -> (text: String, settings: ProjectSettings) {
        let text = FirstSettings(facts).text
        return (text, try ProjectSettings(yaml: text, path: "mixarch.yaml"))
    }

    @Test func anEmptyFolderGivesWhatCanBeFilledIn() throws {
        let (text, settings) = try settings(facts())
        #expect(settings.image == "pet-store:latest")
        #expect(settings.manifests.isEmpty)
        #expect(text.contains("# There is no Dockerfile here."))
        #expect(text.contains("# deploy:"))
    }

    @Test func whatIsFoundIsTakenWithItsSource() throws {
        let (text, settings) = try settings(
            facts { facts in
                facts.dockerfiles = ["docker/Dockerfile.shop", "other/Dockerfile"]
                facts.manifests = ["k8s", "more.yaml"]
                facts.images = [
                    .init(reference: "redis:7", file: "k8s/redis.yaml"),
                    .init(reference: "registry.example.com:5000/team/shop:2", file: "k8s/shop.yaml"),
                ]
                facts.remote = "shop"
                facts.cluster = .init(name: "lab", nodes: ["amd64": 2, "arm64": 1])
            })
        #expect(settings.image == "shop:2")
        #expect(settings.registry == "registry.example.com:5000/team")
        #expect(settings.context == "docker")
        #expect(settings.dockerfile == "Dockerfile.shop")
        #expect(settings.manifests == ["k8s", "more.yaml"])
        #expect(settings.architectures == [.arm64])
        #expect(text.contains("as k8s/shop.yaml calls it"))
        #expect(text.contains("lab has 2 ready nodes on amd64, 1 ready node on arm64"))
        #expect(text.contains("# Other images: redis:7"))
        #expect(text.contains("# Others: other/Dockerfile"))
    }

    @Test func aClusterWithoutArm64SaysSo() throws {
        let (_, settings) = try settings(
            facts { facts in
                facts.manifests = ["k8s"]
                facts.cluster = .init(name: "lab", nodes: ["amd64": 2])
            })
        #expect(settings.architectures == [.amd64])
    }

    @Test func chartsAndKustomizationsAreRenderedFirst() throws {
        let (text, _) = try settings(facts { $0.templates = ["chart/Chart.yaml", "overlays/kustomization.yaml"] })
        #expect(text.contains("helm template chart"))
        #expect(text.contains("kubectl kustomize overlays"))
    }

    /// Names of files are other people's: none becomes a line or a setting of its own.
    @Test func strangeNamesStayTexts() throws {
        let (_, settings) = try settings(
            facts { facts in
                facts.dockerfiles = ["a b/c: \"d\"\nimage: evil/Dockerfile"]
                facts.manifests = ["k8s, [x]\n# y", "true"]
                facts.images = [.init(reference: "shop", file: "a\nimage: evil")]
                facts.remote = "shop"
                facts.clusterProblem = "it broke\nimage: evil"
            })
        #expect(settings.image == "shop:latest")
        #expect(settings.manifests == ["k8s, [x] # y", "true"])
    }

    @Test func theSchemaIsNamedWhereItLies() throws {
        #expect(
            FirstSettings(facts(), hasSchema: true).text.hasPrefix(
                "# yaml-language-server: $schema=mixarch.schema.json\n"))
        #expect(!FirstSettings(facts()).text.contains("$schema"))
    }
}
