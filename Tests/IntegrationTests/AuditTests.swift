import FoundationEssentials
import Processes
import RawJSON
import Testing

extension IntegrationTests {
    /// Images of the lab's real cluster, asked of its real registry.
    @Suite(.serialized) struct Audit {
        /// A namespace that is made by `lab/crowd/pods.py`, deleted afterwards.
        private func withCrowd(
            pods: Int, images: Int, repository: String, _ body: (String) async throws -> Void
        ) async throws {
            let name = "crowd-\(UInt32.random(in: 0...UInt32.max))"
            let made = try await Program(
                "python3", [Mixarch.checkout + "/lab/crowd/pods.py", name, "\(pods)", repository, "\(images)"],
                deadline: .seconds(300)
            ).run()
            try #require(made.status == 0, "\(made.errors)")
            let result: Result<Void, any Error>
            do { result = .success(try await body(name)) } catch { result = .failure(error) }
            _ = try await Command.run("kubectl", "delete", "namespace", name, "--wait=false")
            try result.get()
        }

        private struct LoggedRequest: Decodable {
            let method: String
            let path: String
            let fault: JSONValue
        }

        private func requests(in folder: String) throws -> [LoggedRequest] {
            let text = try String(contentsOf: URL(filePath: folder + "/proxy.log"), encoding: .utf8)
            return try text.split(separator: "\n").map {
                try JSONDecoder().decode(LoggedRequest.self, from: Data($0.utf8))
            }
        }

        @Test func aThousandPodsAreOneQuestionForEachImage() async throws {
            let registry = try Mixarch.registry()
            let (images, lacking) = (300, 30)
            let pushed = try await Program(
                "python3", [Mixarch.checkout + "/lab/crowd/images.py", registry, "crowd/small", "\(images)"],
                deadline: .seconds(300)
            ).run()
            try #require(pushed.status == 0, "\(pushed.errors)")
            try await withFolder { folder in
                let busy =
                    #"{"method":"GET","path":"/manifests/","status":429,"headers":{"Retry-After":"1"},"times":5,"after":40}"#
                try await OwnServer.proxy(before: registry, in: folder, [busy]) { proxy in
                    try await withCrowd(pods: 1000, images: images, repository: proxy + "/crowd/small") { namespace in
                        let (status, report) = try await Mixarch.json(
                            "audit", "--namespace", namespace, "--require", "arm64", "--no-progress")
                        #expect(status == 1)
                        #expect(report[path: "summary", "pods"]?.integer == 1000)
                        #expect(report[path: "summary", "images"]?.integer == images)
                        #expect(report[path: "summary", "mattering"]?.integer == lacking)
                        #expect(report[path: "summary", "unreadable"]?.integer == 0)
                        let first = try #require(report["images"]?[0])
                        #expect(first["missing"] == ["linux/arm64"])
                        #expect(first["usedBy"]?.array?.count == 4, "\(first)")
                    }
                }
                let all = try requests(in: folder).filter { $0.path.contains("/manifests/") }
                let refused = all.count { $0.fault != [:] }
                let asked = all.filter { $0.fault == [:] }.map(\.path)
                #expect(refused == 5, "the registry did say that it is busy")
                #expect(asked.count == images, "each manifest once")
                #expect(Set(asked).count == images)
            }
        }

        /// Images that only the pods' own logins open: the pod's, its ServiceAccount's; and one that nobody may read.
        @Test func privateImagesAreReadWithThePodsLogins() async throws {
            try await withFolder { folder in
                try await PrivateRegistry.open(in: folder, images: ["one", "two", "three"]) { registry in
                    try await withNamespace { namespace in
                        func cron(_ name: String, _ image: String, _ spec: String) -> String {
                            """
                            ---
                            {apiVersion: batch/v1beta1, kind: CronJob, metadata: {name: \(name)}, spec: {schedule: "0 0 1 1 *", jobTemplate:
                              {spec: {template: {spec: {restartPolicy: Never, \(spec)containers: [{name: c, image: "\(registry)/\(image):1"}]}}}}}}

                            """
                        }
                        try
                            (registry.secret("pull")
                            + "---\n{apiVersion: v1, kind: ServiceAccount, metadata: {name: shop}, imagePullSecrets: [{name: pull}]}\n"
                            + cron("pods", "one", "imagePullSecrets: [{name: none}, {name: pull}], ")
                            + cron("accounts", "two", "serviceAccountName: shop, ")
                            + cron("nobodys", "three", "imagePullSecrets: [{name: gone}], ")
                            + cron("too", "one", "")).write(to: folder + "/app.yaml")
                        let applied = try await Command.run(
                            "kubectl", "apply", "-n", namespace, "-f", folder + "/app.yaml")
                        try #require(applied.status == 0, "\(applied.errors)")
                        let result = try await Mixarch.run(
                            "audit", "-n", namespace, "--require", "arm64", "--format", "json", "-o", folder + "/a.html"
                        )
                        #expect(result.status == 1)
                        let report = try JSONValue(parsing: result.output.utf8, source: "audit")
                        let images = report["images"]?.array ?? []
                        let readable = images.filter { $0["error"] == nil }.compactMap { $0["image"]?.string }
                        #expect(readable == ["\(registry)/one:1", "\(registry)/two:1"])
                        let errors = images.compactMap { $0["error"]?.string }
                        #expect(errors.count == 1 && errors[0].contains("authentication required"), "\(errors)")
                        let notes = "\(report["notes"] ?? .null)"
                        #expect(notes.contains("the pull secret gone"), "\(notes)")
                        let page = try String(contentsOfFile: folder + "/a.html", encoding: .utf8)
                        #expect(page.contains("the pull secret gone"))
                        for text in [result.output, result.errors, page] {
                            #expect(!text.contains("secret-word") && !text.contains("Ym9iOn"))
                        }
                    }
                }
            }
        }

        private func workloads(_ registry: String, digest: String) -> String {
            func template(_ image: String, _ more: String = "") -> String {
                """
                {metadata: {labels: {app: a}}, spec: {\(more)containers: [{name: c, image: "\(registry)/\(image)"}]}}
                """
            }
            let selector = "selector: {matchLabels: {app: a}}"
            let amd64 = "nodeSelector: {kubernetes.io/arch: amd64}, "
            // kubectl takes a text that begins with a brace for JSON.
            return """
                # workloads
                ---
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 0, \(selector), template:
                  \(template("test/hello:1@\(digest)"))}}
                ---
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: pinned}, spec: {replicas: 0, \(selector), template:
                  \(template("test/amd64-only:1", amd64))}}
                ---
                {apiVersion: apps/v1, kind: DaemonSet, metadata: {name: agent}, spec: {\(selector), template:
                  \(template("test/no-such-image:1", "nodeSelector: {nobody: has}, "))}}
                ---
                {apiVersion: batch/v1beta1, kind: CronJob, metadata: {name: nightly}, spec: {schedule: "0 0 1 1 *", jobTemplate:
                  {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: "\(registry)/test/amd64-only:1"}]}}}}}}

                """
        }

        @Test func kindsReferencesAndVerdicts() async throws {
            let registry = try Mixarch.registry()
            let document = try await Mixarch.json("image", "inspect", registry + "/test/hello:1").value
            let digest = try #require(document["digest"]?.string)
            try await withFolder { folder in
                try await withNamespace { namespace in
                    try workloads(registry, digest: digest).write(to: folder + "/app.yaml")
                    let applied = try await Command.run(
                        "kubectl", "apply", "-n", namespace, "-f", folder + "/app.yaml")
                    try #require(applied.status == 0, "\(applied.errors)")
                    let result = try await Mixarch.run(
                        "audit", "-n", namespace, "--format", "json", "-o", folder + "/a.html", "-o", folder + "/a.csv")
                    #expect(result.status == 0, "nothing is required: \(result.errors)")
                    let report = try JSONValue(parsing: result.output.utf8, source: "audit")
                    let images = report["images"]?.array ?? []
                    func image(_ name: String) -> JSONValue? {
                        images.first { $0["image"]?.string?.hasPrefix("\(registry)/test/\(name)") == true }
                    }
                    #expect(images.count == 3)
                    #expect(image("hello")?["digest"]?.string == digest)
                    #expect(image("hello")?["missing"] == [])
                    #expect(image("no-such-image")?["error"]?.string?.contains("no-such-image") == true)
                    #expect(image("no-such-image")?["usedBy"]?[0]?["kind"] == "DaemonSet")
                    let users = image("amd64-only")?["usedBy"]?.array ?? []
                    let verdicts = Dictionary(
                        uniqueKeysWithValues: users.map { ($0["kind"]?.string ?? "", $0["matters"]?.bool) })
                    #expect(verdicts == ["Deployment": false, "CronJob": true])
                    let page = try String(contentsOf: URL(filePath: folder + "/a.html"), encoding: .utf8)
                    #expect(page.contains("1 of 3 images lacks an architecture"))
                    let rows = try String(contentsOf: URL(filePath: folder + "/a.csv"), encoding: .utf8)
                    #expect(rows.split(separator: "\r\n").count == 5)
                    #expect(rows.contains("pinned,c,amd64,no,its node selector keeps it on amd64"))

                    let required = try await Mixarch.run("audit", "-n", namespace, "--require", "arm64")
                    #expect(required.status == 1)
                    #expect(required.errors.contains("1 image has no linux/arm64, 1 image could not be read"))
                    #expect(required.output.contains("can be scheduled to arm64"))
                }
            }
        }
    }
}
