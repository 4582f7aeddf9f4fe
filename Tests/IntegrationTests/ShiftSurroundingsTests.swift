import FoundationEssentials
import Processes
import RawJSON
import Testing

/// What else has a say in a shift: registries with logins, metrics, autoscalers, an API server that goes away.
extension IntegrationTests.Shifts {
    /// Images are looked up with the logins that pods pull with: the template's, or their ServiceAccount's.
    @Test func imagesAreLookedUpWithThePodsLogins() async throws {
        try await withShop { shop in
            let folder = shop.folder
            // "secret-word", hashed by bcrypt.
            try "bob:$2b$04$kuAKdGRgW4U0zgQMPzCQqetAoZ0wjDu2J7F3F9QbH8O7Nl6Kuc56K\n".write(to: folder + "/htpasswd")
            try await OwnServer.registry(in: folder, ["--htpasswd", folder + "/htpasswd"]) { address in
                let source = "docker://\(try Mixarch.registry())/test/hello:1"
                let copied = try await Command.run(
                    "skopeo", "--insecure-policy", "copy", "--quiet", "--all", "--src-tls-verify=false",
                    "--dest-tls-verify=false", "--dest-creds", "bob:secret-word", source,
                    "docker://\(address)/hello:1")
                try #require(copied.status == 0, "\(copied.errors)")
                // The lab's nodes don't reach this registry: the pods stay as they are.
                let image = "{\"containers\": [{\"name\": \"web\", \"image\": \"\(address)/hello:1\"}]}"
                try await shop.kubectl(
                    "patch", "deployment", "shop", "-p",
                    "{\"spec\": {\"paused\": true, \"template\": {\"spec\": \(image)}}}")
                func words() async throws -> String {
                    let arguments = [
                        "shift", "shop", "--to", "arm64", "--dry-run", "-n", shop.namespace,
                    ]
                    let result = try await Mixarch.program(arguments).run()
                    #expect(result.status == 1)
                    return result.output + result.errors
                }
                #expect(try await words().contains("the image \(address)/hello:1 can't be read"))
                try await shop.kubectl(
                    "create", "secret", "docker-registry", "pull", "--docker-server=\(address)",
                    "--docker-username=bob", "--docker-password=secret-word")
                try await shop.kubectl(
                    "patch", "serviceaccount", "default", "-p", #"{"imagePullSecrets": [{"name": "pull"}]}"#)
                let text = try await words()
                #expect(text.contains("the image \(address)/hello:1 is sha256:"), "\(text)")
                #expect(!text.contains("can't be read") && text.contains("its rollout is paused"), "\(text)")
                #expect(!text.contains("secret-word") && !text.contains("Ym9iOn"))
            }
        }
    }

    /// A metric that gets bad while a step is watched takes everything back; one that was bad before is not blamed on it.
    @Test func metricsAreAGate() async throws {
        try await withShop { shop in
            let folder = shop.folder + "/prometheus"
            try "errors_total 0\n".write(to: folder + "/metrics")
            try await OwnServer.prometheus(in: folder) { address in
                func shift(_ condition: String, _ others: String...) async throws -> (status: Int, text: String) {
                    let (status, result) = try await shop.shift(
                        ["--to", "arm64", "--prometheus", "http://" + address, "--prometheus-query", condition]
                            + others)
                    let reasons = result["reasons"]?.array?.compactMap(\.string).joined(separator: "\n") ?? ""
                    return (status, "\(result["outcome"]?.string ?? "") \(reasons)")
                }
                // Prometheus begins to read some seconds after it has begun to answer.
                for _ in 0..<100 {
                    if try await shift("errors_total > 0", "--dry-run").text.hasPrefix("refused") { break }
                }
                let bad = try await shift("errors_total > 0")
                #expect(bad == (1, "refused errors_total > 0 does not hold already: it is 0.0"))
                let nonsense = try await shift("sum( < 1")
                #expect(nonsense.status == 1 && nonsense.text.contains("parse error"), "\(nonsense)")
                async let watched = shift("sum(errors_total) <= 2", "--hold", "60s")
                try await Task.sleep(for: .seconds(15))
                try "errors_total 7\n".write(to: folder + "/metrics")
                let end = try await watched
                #expect(end.status == 1)
                #expect(end.text.hasPrefix("as-before sum(errors_total) <= 2 does not hold: it is 7.0"), "\(end)")
            }
            try await shop.expectNothingLeft()
            #expect(try await shop.architectures() == ["amd64"])
        }
    }

    /// A Prometheus that wants a name and a password, with a certificate of an authority of its own; then one that wants a token.
    @Test func metricsMayNeedALogin() async throws {
        try await withShop { shop in
            let folder = shop.folder + "/prometheus"
            try "errors_total 0\n".write(to: folder + "/metrics")
            try await Certificates.make(in: folder)
            // "secret-word", hashed by bcrypt.
            try """
            tls_server_config: {cert_file: server.crt, key_file: server.key}
            basic_auth_users: {bob: $2b$04$kuAKdGRgW4U0zgQMPzCQqetAoZ0wjDu2J7F3F9QbH8O7Nl6Kuc56K}
            """.write(to: folder + "/web.yml")
            try "secret-word\n".write(to: folder + "/password")
            try "abc.secret-token\n".write(to: folder + "/token")
            func look(_ url: String, _ options: String..., environment: [String: String] = [:]) async throws -> String {
                let arguments = [
                    "shift", "shop", "--to", "arm64", "--dry-run", "-n", shop.namespace, "--prometheus", url,
                    "--prometheus-query", "errors_total < 1",
                ]
                let result = try await Mixarch.program(arguments + options, environment: environment).run()
                let text = result.output + result.errors
                #expect(!text.contains("secret") && !text.contains("Ym9iOn"), "\(text)")
                return "\(result.status) \(text)"
            }
            try await OwnServer.prometheus(in: folder) { address in
                let authority = ["--prometheus-ca-file", folder + "/ca.crt"]
                let url = "https://" + address
                #expect(try await look(url).contains("certificate"))
                #expect(try await look(url, authority[0], authority[1]).contains("wants to know who asks (status 401)"))
                let wrong = try await look(
                    url, authority[0], authority[1], "--prometheus-user", "bob", "--prometheus-password-file",
                    folder + "/token")
                #expect(wrong.hasPrefix("1 ") && wrong.contains("does not take the login (status 401)"), "\(wrong)")
                let good = try await look(
                    url, authority[0], authority[1], "--prometheus-user", "bob", "--prometheus-password-file",
                    folder + "/password")
                #expect(good.hasPrefix("0 "), "\(good)")
                let variables = ["MIXARCH_PROMETHEUS_USER": "bob", "MIXARCH_PROMETHEUS_PASSWORD": "secret-word"]
                #expect(try await look(url, authority[0], authority[1], environment: variables).hasPrefix("0 "))
            }
            try FileManager.default.removeItem(atPath: folder + "/web.yml")
            try FileManager.default.removeItem(atPath: folder + "/prometheus.port")
            try await OwnServer.prometheus(in: folder) { address in
                let rule = #"{"unless": "Bearer abc.secret-token", "times": 1000, "status": 401}"#
                try await OwnServer.proxy(before: address, in: folder, [rule]) { (front: String) async throws -> Void in
                    let url = "http://" + front
                    #expect(try await look(url).contains("wants to know who asks (status 401)"))
                    #expect(try await look(url, "--prometheus-token-file", folder + "/token").hasPrefix("0 "))
                    let variables = ["MIXARCH_PROMETHEUS_TOKEN": "abc.secret-token"]
                    #expect(try await look(url, environment: variables).hasPrefix("0 "))
                    let other = ["MIXARCH_PROMETHEUS_TOKEN": "other.secret-token"]
                    #expect(try await look(url, environment: other).contains("does not take the login"))
                }
            }
        }
    }

    /// An autoscaler with different bounds is kept at the number of pods, and gets its bounds back.
    @Test(arguments: ["Deployment", "StatefulSet"])
    func anAutoscalerIsKeptStill(_ kind: String) async throws {
        try await withShop(kind) { shop in
            try await shop.kubectl("autoscale", kind, "shop", "--min=1", "--max=5")
            func bounds() async throws -> String {
                try await shop.kubectl(
                    "get", "hpa", "shop", "-o", "jsonpath={.spec.minReplicas}-{.spec.maxReplicas}"
                ).replacing("\n", with: "")
            }
            try await shop.killedShift(to: "arm64", atLine: "no new requests to pod")
            #expect(try await bounds() == "2-2")
            let (status, result) = try await shop.shift("--to", "arm64", "--resume")
            #expect(status == 0, "\(result)")
            #expect(try await bounds() == "1-5")
            try await shop.expectNothingLeft()
        }
    }

    /// Kills the lab's API server, which others may use at the same time, and starts it again some seconds later.
    @Test(arguments: ["Deployment", "StatefulSet"])
    func theAPIServerMayRestartInTheMiddle(_ kind: String) async throws {
        try await withShop(kind) { shop in
            let calls = try await shop.underLoad {
                async let shift = shop.shift("--to", "arm64")
                try await Task.sleep(for: .seconds(6))
                let restart = try await Command.run(Mixarch.checkout + "/lab/apiserver", "restart")
                #expect(restart.status == 0, "\(restart.errors)")
                let (status, result) = try await shift
                #expect(status == 0, "\(result)")
                #expect(result["outcome"]?.string == "moved")
            }
            #expect(calls.filter { $0.hasPrefix("failed") } == [])
            try await shop.expectNothingLeft()
        }
    }
}
