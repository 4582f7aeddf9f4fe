import KubernetesClient
import Platforms
import RawJSON
import Reporting
import Rollout
import Testing

@Suite struct ManifestPlanTests {
    private let current = ServerVersion(major: 1, minor: 30)

    private func plan(
        _ objects: [KubernetesObject], _ options: DeployOptions = DeployOptions(), version: ServerVersion? = nil
    ) throws -> ManifestPlan {
        try ManifestPlan(
            objects.map { Fixture.manifest($0) }, options: options, version: version ?? current, namespace: .default
        ) { $0.kind != "Namespace" && $0.kind != "ClusterRole" }
    }

    @Test(arguments: [
        ("Deployment", ["spec", "template"]), ("StatefulSet", ["spec", "template"]),
        ("DaemonSet", ["spec", "template"]),
        ("Job", ["spec", "template"]), ("CronJob", ["spec", "jobTemplate", "spec", "template"]), ("Pod", []),
    ])
    func selectsTheArchitectureInEveryKind(_ kind: String, _ path: [String]) throws {
        var object = KubernetesObject(["kind": .string(kind), "metadata": ["name": "a"]])
        object.json[path: path + ["spec"]] = [
            "nodeSelector": ["disk": "ssd", "beta.kubernetes.io/arch": "amd64"], "x": 1,
        ]
        let planned = try plan([object], DeployOptions(architectures: [.arm64])).objects[0].object
        #expect(
            planned.json[path: path + ["spec"]]
                == ["nodeSelector": ["disk": "ssd", "kubernetes.io/arch": "arm64"], "x": 1])
    }

    @Test func aWorkloadMayHaveArchitecturesOfItsOwn() throws {
        func workload(_ name: String) -> KubernetesObject {
            KubernetesObject([
                "kind": "Deployment", "metadata": ["name": .string(name)], "spec": ["template": ["spec": ["x": 1]]],
            ])
        }
        let options = DeployOptions(architectures: [.arm64], places: [ManifestKey(workload("old")): [.amd64]])
        let planned = try plan([workload("old"), workload("new")], options)
        let selected = planned.objects.map {
            $0.object.json[path: "spec", "template", "spec", "nodeSelector", "kubernetes.io/arch"]?.string
        }
        #expect(selected == ["amd64", "arm64"])
        #expect(planned.objects.map { planned.places[ManifestKey($0.object)] } == [[.amd64], [.arm64]])
    }

    @Test func otherObjectsStayAsTheyAre() throws {
        let object = KubernetesObject([
            "kind": "ConfigMap", "metadata": ["name": "a", "namespace": "b"], "data": ["spec": "x"],
        ])
        #expect(try plan([object], DeployOptions(architectures: [.arm64])).objects[0].object == object)
    }

    @Test(arguments: [
        ("shop:1", "shop", true), ("reg:5000/shop", "reg:5000/shop", true), ("reg:5000/shop:1", "reg:5000/shop", true),
        ("shop@sha256:00", "shop", true), ("shop:1@sha256:00", "shop", true), ("reg/shop", "shop", false),
        ("shopping:1", "shop", false), ("reg:5000/shop:1", "reg", false),
    ])
    func imagesAreReplacedByName(_ image: String, _ name: String, _ isReplaced: Bool) throws {
        var object = Fixture.deployment(image: image)
        object.json[path: "spec", "template", "spec", "initContainers"] = [["image": .string(image)]]
        let options = DeployOptions(images: [ImageOverride(name: name, reference: "new@sha256:11")])
        guard isReplaced else {
            let failure = #expect(throws: Failure.self) { try plan([object], options) }
            #expect(failure?.hint?.contains(image) == true)
            return
        }
        let template = try #require(PodTemplate(of: try plan([object], options).objects[0].object))
        #expect(template.images == ["new@sha256:11"])
    }

    @Test(arguments: ["shop", "=x", "shop="])
    func overridesAreChecked(_ text: String) {
        #expect(throws: Failure.self) { try ImageOverride(parsing: text) }
    }

    @Test func namespacesAreFilledInWhereTheyBelong() throws {
        let objects = ["ConfigMap", "ClusterRole"].map {
            KubernetesObject(["kind": .string($0), "metadata": ["name": "a"]])
        }
        let planned = try plan(objects, DeployOptions(namespace: NamespaceName("shop"))).objects.map(\.object)
        #expect(planned.first { $0.kind == "ConfigMap" }?.namespace == "shop")
        #expect(planned.first { $0.kind == "ClusterRole" }?.namespace == nil)
        #expect(throws: Failure.self) {
            try plan([Fixture.deployment()], DeployOptions(namespace: NamespaceName("other")))
        }
    }

    @Test func quantitiesBecomeText() throws {
        let resources: JSONValue = [
            "resources": ["requests": ["cpu": 1, "memory": "1Gi"], "limits": ["cpu": .number(1.5)]]
        ]
        var object = Fixture.deployment()
        object.json[path: "spec", "template", "spec", "containers"] = [resources]
        #expect(
            try plan([object]).objects[0].object.json[path: "spec", "template", "spec", "containers"]
                == [["resources": ["requests": ["cpu": "1", "memory": "1Gi"], "limits": ["cpu": "1.5"]]]])
        let claim = KubernetesObject([
            "kind": "PersistentVolumeClaim", "metadata": ["name": "a"],
            "spec": ["resources": ["requests": ["storage": 5]]],
        ])
        #expect(
            try plan([claim]).objects[0].object.json[path: "spec", "resources", "requests"] == ["storage": "5"])
    }

    @Test func needsComeFirst() throws {
        let kinds = ["Deployment", "Widget", "Service", "ConfigMap", "CustomResourceDefinition", "Namespace"]
        let objects = kinds.map { KubernetesObject(["kind": .string($0), "metadata": ["name": "a"]]) }
        #expect(
            try plan(objects).objects.map(\.object.kind)
                == ["Namespace", "CustomResourceDefinition", "ConfigMap", "Service", "Widget", "Deployment"])
    }

    @Test func newerFieldsAreLeftOutOfOlderClustersOnly() throws {
        let service = KubernetesObject([
            "apiVersion": "v1", "kind": "Service", "metadata": ["name": "shop", "namespace": "default"],
            "spec": ["loadBalancerClass": "service.k8s.aws/nlb", "type": "LoadBalancer"],
        ])
        let old = try plan([service], version: ServerVersion(major: 1, minor: 20))
        #expect(old.objects[0].object.json["spec"] == ["type": "LoadBalancer"])
        #expect(old.warnings.count == 1)
        #expect(try plan([service], version: ServerVersion(major: 1, minor: 22)).objects[0].object == service)
    }
}
