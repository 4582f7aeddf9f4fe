import KubernetesClient
import RawJSON
import Rollout
import Testing

/// Settings of containers that are for one architecture.
extension ShiftPreflightTests {
    @Test func javaOptionsOfOneArchitecture() {
        func java(_ options: JSONValue) -> KubernetesObject {
            deployment(container: ["env": [["name": "JAVA_TOOL_OPTIONS", "value": options]]])
        }
        expect(verdict(java("-Xmx1g -XX:UseAVX=2")), says: "-XX:UseAVX=2 in JAVA_TOOL_OPTIONS")
        #expect(verdict(java("-XX:UseAVX=2 -XX:+IgnoreUnrecognizedVMOptions")).problems == [])
        #expect(verdict(java("-XX:+UseG1GC -XX:+UseLSE")).problems == [])
        expect(verdict(deployment(container: ["args": ["java", "-XX:UseSSE=3"]])), says: "in args")
    }

    @Test func javaOptionsFromConfigMaps() {
        var with = facts()
        with.configMaps = [
            KubernetesObject(["metadata": ["name": "c"], "data": ["JAVA_OPTS": "-XX:UseAVX=3", "OTHER": "x"]])
        ]
        let all: JSONValue = [["configMapRef": ["name": "c"]]]
        expect(verdict(deployment(container: ["envFrom": all]), with), says: "in JAVA_OPTS (configmap/c)")
        let one: JSONValue = [
            ["name": "JDK_JAVA_OPTIONS", "valueFrom": ["configMapKeyRef": ["name": "c", "key": "JAVA_OPTS"]]]
        ]
        expect(verdict(deployment(container: ["env": one]), with), says: "in JDK_JAVA_OPTIONS")
        #expect(verdict(deployment(container: ["env": one])).problems == [])
    }

    @Test(
        arguments: [
            ("GODEBUG", "cpu.avx2=off,gctrace=1", "cpu.avx2"), ("GODEBUG", "cpu.aes=off", nil),
            ("GODEBUG", "cpu.all=off", nil), ("LD_PRELOAD", "/usr/lib/x86_64-linux-gnu/libjemalloc.so.2", "LD_PRELOAD"),
            ("LD_PRELOAD", "/usr/lib/aarch64-linux-gnu/libjemalloc.so.2", nil),
            ("JAVA_HOME", "/usr/lib/jvm/java-17-openjdk-amd64", "openjdk-amd64"), ("PATH", "/usr/bin", nil),
        ] as [(String, String, String?)])
    func settingsOfOneArchitecture(_ name: String, _ value: String, _ words: String?) {
        let variable: JSONValue = [["name": .string(name), "value": .string(value)]]
        let found = verdict(deployment(container: ["env": variable]))
        #expect(found.problems == [])
        #expect(found.warnings.count == (words == nil ? 0 : 1), "\(found.warnings)")
        if let words { #expect(found.warnings.first?.contains(words) == true, "\(found.warnings)") }
    }
}
