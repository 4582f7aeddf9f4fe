import FoundationEssentials
import Processes
import RawJSON
import Testing

extension IntegrationTests {
    /// Ways to registries that offices have: proxies, authorities of their own, credential helpers, terminals.
    @Suite struct RegistryAccess {
        private static let image = "test/hello:1"

        @Test func aProxyIsUsedAsItsVariablesSay() async throws {
            // The lab's registry is no loopback address, so that a proxy may stand before it.
            let registry = try Mixarch.registry()
            try await withFolder { folder in
                try await OwnServer.tunnel(in: folder, login: "bob:p@ss") { address in
                    func inspect(_ variables: [String: String]) async throws -> ProgramResult {
                        try await Mixarch.run("image", "inspect", "\(registry)/\(Self.image)", environment: variables)
                    }
                    let log = folder + "/tunnel.log"
                    let proxy = "http://bob:p%40ss@\(address)"
                    let through = try await inspect(["HTTP_PROXY": proxy])
                    #expect(through.status == 0, "\(through.errors)")
                    #expect(try String(contentsOfFile: log, encoding: .utf8).contains(registry))
                    let before = try String(contentsOfFile: log, encoding: .utf8)
                    let host = registry.split(separator: ":")[0]
                    let around = try await inspect(["http_proxy": proxy, "NO_PROXY": "\(host)/24"])
                    let after = try String(contentsOfFile: log, encoding: .utf8)
                    #expect(around.status == 0 && after == before)
                    let stranger = try await inspect(["HTTP_PROXY": "http://bob:wrong@\(address)"])
                    #expect(
                        stranger.status == 69 && stranger.errors.contains("the proxy wants a login"),
                        "\(stranger.errors)")
                    #expect(!stranger.errors.contains("wrong@"), "\(stranger.errors)")
                    let absent = try await inspect(["HTTP_PROXY": "http://127.0.0.1:1"])
                    #expect(
                        absent.status == 69 && absent.errors.contains("through the proxy http://127.0.0.1:1"),
                        "\(absent.errors)")
                    let copied = try await Mixarch.run(
                        "image", "copy", "\(registry)/\(Self.image)", "oci:\(folder)/copy", "--no-progress",
                        environment: ["HTTP_PROXY": proxy])
                    #expect(copied.status == 0, "\(copied.errors)")
                }
            }
        }

        @Test func anAuthorityIsNamedOnTheCommandLine() async throws {
            try await withFolder { folder in
                try await Certificates.make(in: folder)
                let options = ["--certificate", folder + "/server.crt", "--key", folder + "/server.key"]
                try await OwnServer.registry(in: folder, options) { address in
                    let source = "\(try Mixarch.registry())/\(Self.image)"
                    let known = try await Mixarch.run(
                        "image", "copy", source, "\(address)/copy:1", "--ca-file", folder + "/ca.crt")
                    #expect(known.status == 0, "\(known.errors)")
                    let inspected = try await Mixarch.run(
                        "image", "inspect", "\(address)/copy:1", environment: ["MIXARCH_CA_FILE": folder + "/ca.crt"])
                    #expect(inspected.status == 0, "\(inspected.errors)")
                    // Another authority is not enough.
                    try FileManager.default.createDirectory(
                        atPath: folder + "/other", withIntermediateDirectories: true)
                    try await Certificates.make(in: folder + "/other")
                    let unknown = try await Mixarch.run(
                        "image", "inspect", "\(address)/copy:1", "--ca-file", folder + "/other/ca.crt")
                    #expect(unknown.status == 69 && unknown.errors.contains("--ca-file"), "\(unknown.errors)")
                    let missing = try await Mixarch.run(
                        "image", "inspect", "\(address)/copy:1", "--ca-file", folder + "/none.crt")
                    #expect(missing.status == 66 && missing.errors.contains("none.crt"), "\(missing.errors)")
                }
            }
        }

        @Test func aCredentialHelperKeepsTheLogin() async throws {
            try await withFolder { folder in
                // "secret-word", hashed by bcrypt.
                try "bob:$2b$04$kuAKdGRgW4U0zgQMPzCQqetAoZ0wjDu2J7F3F9QbH8O7Nl6Kuc56K\n".write(to: folder + "/htpasswd")
                // Keeps each login in a file named by the server, as docker's helpers do in a keychain.
                try """
                #!/bin/sh
                set -eu
                cd "$(dirname "$0")"
                echo "$1" >>calls
                case $1 in
                    store) cat >login; server=$(sed -n 's/.*"ServerURL":"\\([^"]*\\)".*/\\1/p' login); mv login "$server" ;;
                    get) server=$(cat); [ -e "$server" ] || { echo "credentials not found in native keychain"; exit 1; }; cat "$server" ;;
                    erase) rm "$(cat)" ;;
                esac
                """.write(to: folder + "/bin/docker-credential-lab")
                try FileManager.default.setAttributes(
                    [.posixPermissions: 0o755], ofItemAtPath: folder + "/bin/docker-credential-lab")
                try #"{"credsStore":"lab"}"#.write(to: folder + "/docker/config.json")
                let path = try #require(Mixarch.variable("PATH"))
                let environment = ["DOCKER_CONFIG": folder + "/docker", "PATH": "\(folder)/bin:\(path)"]
                try await OwnServer.registry(in: folder, ["--htpasswd", folder + "/htpasswd"]) { address in
                    var login = try Mixarch.program(
                        ["registry", "login", address, "-u", "bob", "--password-stdin"], environment: environment)
                    login.input = Array("secret-word\n".utf8)
                    let kept = try await login.run()
                    #expect(kept.status == 0 && kept.output.contains("docker-credential-lab"), "\(kept.errors)")
                    #expect(FileManager.default.fileExists(atPath: "\(folder)/bin/\(address)"))
                    let settings = try String(contentsOfFile: folder + "/docker/config.json", encoding: .utf8)
                    #expect(settings == #"{"credsStore":"lab"}"#, "no secret beside the helper")
                    let source = "\(try Mixarch.registry())/\(Self.image)"
                    let copied = try await Mixarch.run(
                        "image", "copy", source, "\(address)/copy:1", "--no-progress", environment: environment)
                    #expect(copied.status == 0, "\(copied.errors)")
                    let out = try await Mixarch.run("registry", "logout", address, environment: environment)
                    #expect(out.status == 0 && out.output.contains("logged out"), "\(out.errors)")
                    #expect(!FileManager.default.fileExists(atPath: "\(folder)/bin/\(address)"))
                    let stranger = try await Mixarch.run(
                        "image", "inspect", "\(address)/copy:1", environment: environment)
                    #expect(stranger.status == 69, "\(stranger.output)")
                    let calls = try String(contentsOfFile: folder + "/bin/calls", encoding: .utf8)
                    #expect(
                        calls.split(separator: "\n").first == "store" && calls.contains("get")
                            && calls.contains("erase"))
                    // A helper that is not there is named, and nothing is kept elsewhere.
                    try #"{"credsStore":"absent"}"#.write(to: folder + "/docker/config.json")
                    let absent = try await login.run()
                    #expect(
                        absent.status == 69 && absent.errors.contains("docker-credential-absent"), "\(absent.errors)")
                }
            }
        }

        /// One Ctrl-C at the question for the password ends the program, and the terminal shows again what is typed.
        @Test func ctrlCAtThePasswordLeavesTheTerminalAsItWas() async throws {
            let binary = try #require(Mixarch.variable("MIXARCH_BINARY"))
            let script = """
                import os, pty, select, signal, sys, termios, time
                pid, terminal = pty.fork()
                if pid == 0:
                    os.execv(sys.argv[1], [sys.argv[1], "registry", "login", "127.0.0.1:1", "-u", "bob"])
                def echoes():
                    return bool(termios.tcgetattr(terminal)[3] & termios.ECHO)
                seen = b""
                deadline = time.time() + 20
                while b"password" not in seen and time.time() < deadline:
                    if select.select([terminal], [], [], 0.1)[0]:
                        seen += os.read(terminal, 1000)
                print("asked", b"password for bob: " in seen, "echo", echoes())
                os.write(terminal, b"sec")
                os.write(terminal, b"\\x03")
                begin = time.time()
                while time.time() < begin + 20:
                    done, status = os.waitpid(pid, os.WNOHANG)
                    if done:
                        break
                    time.sleep(0.02)
                print("status", os.waitstatus_to_exitcode(status), "echo", echoes())
                """
            let result = try await Command.run("python3", "-c", script, binary)
            #expect(
                result.output == "asked True echo False\nstatus 130 echo True\n", "\(result.output)\(result.errors)")
        }
    }
}

/// An authority, and a certificate of it for 127.0.0.1.
enum Certificates {
    /// Writes `key.pem` and `certificate.pem` into a folder, as token servers want them.
    static func selfSigned(in folder: String) async throws {
        let made = try await Program(
            "openssl",
            [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "certificate.pem",
                "-subj", "/CN=lab", "-days", "2",
            ], workingDirectory: folder
        ).run()
        try #require(made.status == 0, "\(made.errors)")
    }

    /// Writes `ca.crt`, `server.crt` and `server.key` into a folder.
    static func make(in folder: String) async throws {
        let made = try await Program(
            "bash",
            [
                "-c",
                """
                openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.crt \
                -subj /CN=authority -days 2 &&
                openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout server.key -out server.csr \
                -subj /CN=registry &&
                openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -out server.crt \
                -extfile <(echo subjectAltName=IP:127.0.0.1)
                """,
            ], workingDirectory: folder
        ).run()
        try #require(made.status == 0, "\(made.errors)")
    }
}
