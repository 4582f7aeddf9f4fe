import KubernetesClient
import RawJSON
import Reporting
import Rollout
import Testing

@Suite struct ResultTests {
    private func service(_ spec: JSONValue, _ ingress: JSONValue = []) -> KubernetesObject {
        KubernetesObject(["kind": "Service", "spec": spec, "status": ["loadBalancer": ["ingress": ingress]]])
    }

    @Test func addressesOfLoadBalancers() {
        let ports: JSONValue = [
            "ports": [["port": 80], ["port": 443], ["port": 8080, "name": "web"], ["port": 53, "protocol": "UDP"]]
        ]
        #expect(
            ServiceAddress.urls(of: service(ports, [["ip": "10.0.0.1"]]))
                == ["http://10.0.0.1", "https://10.0.0.1", "http://10.0.0.1:8080"])
        #expect(
            ServiceAddress.urls(of: service(["ports": [["port": 80]]], [["hostname": "x.elb.amazonaws.com"]]))
                == ["http://x.elb.amazonaws.com"])
        #expect(
            ServiceAddress.urls(of: service(["ports": [["port": 81]]], [["ip": "fd00::1"]])) == ["http://[fd00::1]:81"])
        #expect(ServiceAddress.urls(of: service(ports)) == [])
    }

    @Test func selectorsSelect() {
        let labels = ["app": "shop", "tier": "web"]
        #expect(ServiceAddress.selects(service(["selector": ["app": "shop"]]), labels))
        #expect(!ServiceAddress.selects(service(["selector": ["app": "shop", "tier": "db"]]), labels))
        #expect(!ServiceAddress.selects(service([:]), labels))
    }

    @Test func nodesAreSummarised() throws {
        let node = NodeSummary(
            Fixture.node(
                "a", "arm64",
                labels: ["beta.kubernetes.io/instance-type": "m6g.xlarge", "topology.kubernetes.io/zone": "z1"]))
        #expect(
            try JSONValue(encoding: node) == [
                "name": "a", "architecture": "arm64", "ready": true, "instanceType": "m6g.xlarge", "zone": "z1",
                "kubeletVersion": "v1.20.2",
            ])
    }

    @Test(arguments: [
        ("shop", "shop"), ("deploy/shop", "deployment/shop"), ("StatefulSet/db", "statefulset/db"),
        ("ds/x", "daemonset/x"),
    ])
    func workloadNames(_ text: String, _ expected: String) throws {
        #expect(try WorkloadName(text).description == expected)
    }

    @Test(arguments: ["", "deployment/", "what/shop", "deployment/a/b"])
    func badWorkloadNames(_ text: String) {
        let failure = #expect(throws: Failure.self) { try WorkloadName(text) }
        #expect(failure?.code.kind == .usage)
    }
}
