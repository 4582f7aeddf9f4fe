import KubernetesClient
import Platforms
import RawJSON
import Reporting
import Rollout
import Testing

@Suite struct WebApplicationTests {
    /// The workshop's text, with a registry in place of its variable.
    private let workshop = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: jpetstore
          labels:
            app: jpetstore
        spec:
          selector:
            matchLabels:
              app: jpetstore
          replicas: 1
          template:
            metadata:
              labels:
                app: jpetstore
            spec:
              nodeSelector:
                kubernetes.io/arch: arm64
              containers:
                - name: jpetstore
                  image: 111122223333.dkr.ecr.us-west-2.amazonaws.com/jpetstore:latest
                  ports:
                    - name: web
                      containerPort: 8080
                      protocol: TCP
        ---
        apiVersion: v1
        kind: Service
        metadata:
          annotations:
            service.beta.kubernetes.io/aws-load-balancer-scheme: internet-facing
          creationTimestamp: null
          labels:
            app: jpetstore
          name: jpetstore
        spec:
          ports:
          - name: web
            port: 80
            targetPort: 8080
          selector:
            app: jpetstore
          type: LoadBalancer
          loadBalancerClass: service.k8s.aws/nlb

        """

    private let image = "111122223333.dkr.ecr.us-west-2.amazonaws.com/jpetstore:latest"

    @Test func threeFlagsGiveTheWorkshopsManifest() throws {
        #expect(try WebApplication(image: image, port: 8080, architectures: [.arm64]).yaml == workshop)
    }

    @Test func bothArchitecturesAreSpreadAsForManifests() throws {
        let yaml = try WebApplication(image: image, port: 80, architectures: [.arm64, .amd64]).yaml
        let objects = try ManifestReader().objects(in: Array(yaml.utf8), source: "x")
        let plain = try ManifestReader().objects(
            in: Array(try WebApplication(image: image, port: 80, replicas: 2).yaml.utf8), source: "x")
        let planned = try ManifestPlan(
            plain, options: DeployOptions(architectures: [.arm64, .amd64]),
            version: ServerVersion(major: 1, minor: 20), namespace: .default
        ) { _ in false }
        #expect(planned.objects.first { $0.object.kind == "Deployment" }?.object == objects[0].object)
        #expect(objects[0].object.json[path: "spec", "replicas"] == 2)
    }

    @Test(
        arguments: [
            ("registry:5000/team/shop@sha256:00", "shop"), ("shop:1", "shop"), ("a/b/shop-2:x@sha256:00", "shop-2"),
        ])
    func theNameIsTheImages(_ image: String, _ name: String) throws {
        #expect(try WebApplication(image: image, port: 1).name == name)
    }

    @Test func namesThatAreNoneAreRefused() throws {
        for (image, port) in [("a/my_shop:1", 80), ("a/1shop", 80), ("shop", 0), ("shop", 65_536)] {
            #expect(throws: Failure.self) { try WebApplication(image: image, port: port) }
        }
        #expect(try WebApplication(name: "shop", image: "a/my_shop:1", port: 80).name == "shop")
    }

    @Test func wordsOfYAMLStayNames() throws {
        let yaml = try WebApplication(image: "on", port: 80).yaml
        let objects = try ManifestReader().objects(in: Array(yaml.utf8), source: "x")
        #expect(objects.map(\.object.name) == ["on", "on"])
        #expect(PodTemplate(of: objects[0].object)?.images == ["on"])
    }
}
