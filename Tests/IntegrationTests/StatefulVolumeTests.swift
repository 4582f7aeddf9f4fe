import FoundationEssentials
import Processes
import RawJSON
import Testing

/// StatefulSets whose pods have volumes of their own.
extension IntegrationTests.StatefulShifts {
    /// Two volumes of folders of the test's machine, which both of the lab's nodes reach.
    /// - Parameters:
    ///   - zone: the only zone that the volumes can be used in; nil for any.
    ///   - body: gets a shop whose pods write a line into their volumes, and the volumes' folders.
    private func withVolumes(in zone: String? = nil, _ body: (Shop, [String]) async throws -> Void) async throws {
        try await withFolder { folder in
            let storage = "volumes-\(UInt32.random(in: 0...UInt32.max))"
            let term =
                "{matchExpressions: [{key: topology.kubernetes.io/zone, operator: In, values: [\(zone ?? "")]}]}"
            let folders = (0..<2).map { "\(folder)/\($0)" }
            let volumes = folders.enumerated().map { index, path in
                """
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: \(storage)-\(index), labels: {test: \(storage)}}
                spec:
                  storageClassName: \(storage)
                  capacity: {storage: 1Mi}
                  accessModes: [ReadWriteOnce]
                  hostPath: {path: \(path), type: DirectoryOrCreate}
                  \(zone == nil ? "" : "nodeAffinity: {required: {nodeSelectorTerms: [\(term)]}}")
                """
            }
            try volumes.joined(separator: "\n---\n").write(to: folder + "/volumes.yaml")
            let made = try await Command.run("kubectl", "apply", "-f", folder + "/volumes.yaml")
            try #require(made.status == 0, "\(made.errors)")
            func clean() async throws {
                _ = try await Command.run(
                    "kubectl", "delete", "persistentvolume", "-l", "test=" + storage, "--wait=false")
            }
            do {
                let program = "echo $HOSTNAME $(uname -m) >> /data/log; exec /bin/hello"
                try await withShop("StatefulSet", command: ["sh", "-c", program], storage: storage) { shop in
                    try await body(shop, folders)
                }
            } catch {
                try await clean()
                throw error
            }
            try await clean()
        }
    }

    /// A budget that lets one pod go is kept on the way.
    @Test func podsTakeTheirVolumesAlong() async throws {
        try await withVolumes { shop, folders in
            try await shop.apply(
                """
                apiVersion: policy/v1beta1
                kind: PodDisruptionBudget
                metadata: {name: one}
                spec: {minAvailable: 1, selector: {matchLabels: {app: shop}}}
                """)
            let claims = ["get", "persistentvolumeclaims", "-o", "custom-columns=:metadata.name,:spec.volumeName"]
            let before = try await shop.kubectl(claims)
            let calls = try await shop.underLoad {
                let (status, result) = try await shop.shift("--to", "arm64")
                #expect(status == 0, "\(result)")
                #expect(result["architecture"] == ["arm64": 2])
            }
            #expect(calls.filter { $0.hasPrefix("failed") } == [])
            #expect(try await shop.kubectl(claims) == before)
            let logs = try folders.map { try String(contentsOfFile: $0 + "/log", encoding: .utf8) }
            #expect(Set(logs) == ["shop-0 x86_64\nshop-0 aarch64\n", "shop-1 x86_64\nshop-1 aarch64\n"], "\(logs)")
            try await shop.expectNothingLeft()
        }
    }

    @Test func volumesOfAnotherZoneAreARefusal() async throws {
        try await withVolumes(in: "us-west-2a") { shop, _ in
            let version = try await shop.workload()[path: "metadata", "resourceVersion"]
            let (status, result) = try await shop.shift("--to", "arm64")
            #expect(status == 1 && result["outcome"]?.string == "refused")
            let reasons = result["reasons"]?.array?.compactMap(\.string).joined(separator: "\n") ?? ""
            #expect(reasons.contains("is bound to other nodes or zones than node-arm64"), "\(reasons)")
            #expect(reasons.contains("(claim data-shop-"), "\(reasons)")
            #expect(try await shop.workload()[path: "metadata", "resourceVersion"] == version)
        }
    }
}
