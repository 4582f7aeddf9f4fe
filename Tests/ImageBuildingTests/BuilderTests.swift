import ImageBuilding
import Platforms
import Reporting
import Testing

/// Builders of docker buildx: what it says of them, and how they are made.
@Suite struct BuilderTests {
    /// As buildx 0.29 prints it, shortened.
    private static let pair = """
        Name:          pair
        Driver:        remote
        Last Activity: 2026-11-24 18:08:05 +0000 UTC

        Nodes:
        Name:             pair-amd64
        Endpoint:         tcp://10.0.0.1:1234
        Driver Options:   cacert="/etc/ca file.pem" servername="builder"
        Status:           running
        BuildKit version: v0.13.2
        Platforms:        linux/amd64*, linux/amd64/v2, linux/386, linux/arm64
        Labels:
         org.mobyproject.buildkit.worker.snapshotter: overlayfs
        GC Policy rule#0:
         All:            false
         Keep Duration:  48h0m0s

        Name:     pair-arm64
        Endpoint: tcp://10.0.0.2:1234
        Error:    context deadline exceeded
        Platforms: linux/arm64*
        """

    @Test func nodesWithWhatTheyServe() throws {
        let inspection = try #require(BuilderInspection(parsing: Self.pair, selected: true))
        let builder = inspection.builder
        #expect(builder.name == "pair" && builder.driver == "remote" && builder.selected)
        #expect(builder.nodes.map(\.name) == ["pair-amd64", "pair-arm64"])
        let first = try #require(builder.nodes.first)
        #expect(first.version == "v0.13.2" && first.status == "running")
        #expect(
            first.platforms.map { "\($0.platform) \($0.runs)" } == [
                "linux/amd64 native", "linux/amd64/v2 native", "linux/386 native", "linux/arm64 emulated",
            ])
        #expect(builder.nodes.last?.problem == "context deadline exceeded")
        #expect(builder.nativeArchitectures == [.amd64, .i386], "a node that does not answer serves nothing")
        #expect(inspection.options["pair-amd64"] == ["cacert=/etc/ca file.pem", "servername=builder"])
        #expect(inspection.declared["pair-arm64"] == [.linuxARM64])
        #expect(inspection.storesLayouts)
    }

    @Test(arguments: [
        (" org.mobyproject.buildkit.worker.snapshotter: overlayfs", true),
        (" org.mobyproject.buildkit.worker.moby.host-gateway-ip: <nil>", false),
    ])
    func dockersOwnStoreWritesNoLayouts(_ label: String, _ stores: Bool) throws {
        let text = "Name: default\nDriver: docker\n\nNodes:\nName: default\nPlatforms: linux/arm64, linux/amd64\n"
        let inspection = try #require(BuilderInspection(parsing: text + "Labels:\n\(label)\n", selected: false))
        #expect(inspection.storesLayouts == stores)
        #expect(inspection.builder.nativeArchitectures == [.arm64], "a machine's own architecture comes first")
    }

    @Test(arguments: ["", "ERROR: no builder \"x\" found", "Name:\n", "Nodes:\nName: a\n", "Name: x\nNodes:\n"])
    func whatIsNoInspection(_ text: String) {
        #expect(BuilderInspection(parsing: text, selected: false) == nil)
    }

    @Test func aMachineForEachArchitecture() throws {
        let request = try BuilderRequest(
            name: "two", driver: nil,
            nodes: [
                .init(platform: .linuxAMD64, endpoint: "default"),
                .init(platform: .linuxARM64, endpoint: "ssh://me@graviton"),
            ], selects: true)
        let commands = request.commands().map { $0.joined(separator: " ") }
        #expect(
            commands == [
                "buildx create --name two --driver docker-container --node two-amd64 --platform linux/amd64 default",
                "buildx create --name two --append --driver docker-container --node two-arm64 --platform linux/arm64"
                    + " ssh://me@graviton",
                "buildx use two",
            ])
        let missing = request.commands(present: ["two-amd64"])
        #expect(missing.map(\.count) == [commands[1].split(separator: " ").count, 3], "the second machine alone")
    }

    @Test func aDeploymentForEachArchitecture() throws {
        let request = try BuilderRequest(
            name: "pods", driver: .kubernetes,
            nodes: [Platform.linuxAMD64, .linuxARM64].map { .init(platform: $0, endpoint: nil) },
            options: ["namespace=builds", "requests.cpu=2"], allowsHostNetwork: true)
        let commands = request.commands().map { $0.joined(separator: " ") }
        let create = "buildx create --name pods"
        let options =
            " --driver-opt namespace=builds --driver-opt requests.cpu=2 --driver-opt nodeselector=kubernetes.io/arch="
        let flags = " --buildkitd-flags --allow-insecure-entitlement network.host"
        #expect(
            commands == [
                create + " --driver kubernetes --node pods-amd64 --platform linux/amd64" + options + "amd64" + flags,
                create + " --append --driver kubernetes --node pods-arm64 --platform linux/arm64" + options + "arm64"
                    + flags,
            ])
    }

    @Test func whatIsThereIsNotMadeAgain() throws {
        let inspection = try #require(BuilderInspection(parsing: Self.pair, selected: false))
        let nodes = [
            BuilderRequest.Node(platform: .linuxAMD64, endpoint: "tcp://10.0.0.1:1234"),
            BuilderRequest.Node(platform: .linuxARM64, endpoint: "tcp://10.0.0.2:1234"),
        ]
        let same = try BuilderRequest(name: "pair", driver: nil, nodes: nodes)
        #expect(same.driver == .remote)
        #expect(try same.present(in: inspection) == ["pair-amd64", "pair-arm64"])
        #expect(same.commands(present: ["pair-amd64", "pair-arm64"]).isEmpty)
        let others = [
            try BuilderRequest(name: "pair", driver: .dockerContainer, nodes: nodes),
            try BuilderRequest(name: "pair", driver: nil, nodes: [nodes[0]]),
            try BuilderRequest(name: "pair", driver: nil, nodes: nodes, options: ["cacert=/other.pem"]),
            try BuilderRequest(
                name: "pair", driver: nil,
                nodes: [nodes[0], .init(platform: .linuxARM64, endpoint: "tcp://10.0.0.9:1")]),
        ]
        for other in others {
            #expect { try other.present(in: inspection) } throws: { ($0 as? Failure)?.code == .builderExists }
        }
    }

    @Test func requestsThatMakeNoSense() {
        let node = BuilderRequest.Node(platform: .linuxAMD64, endpoint: "default")
        let remote = BuilderRequest.Node(platform: .linuxARM64, endpoint: "tcp://a:1")
        let bare = BuilderRequest.Node(platform: .linuxARM64, endpoint: nil)
        for (name, nodes) in [
            ("-x", [node]), ("a b", [node]), ("", [node]), ("x", []), ("x", [node, node]), ("x", [node, remote]),
            ("x", [bare]),
        ] {
            #expect {
                try BuilderRequest(name: name, driver: nil, nodes: nodes)
            } throws: {
                ($0 as? Failure)?.code == .usage
            }
        }
    }

    @Test(arguments: [
        (
            "ERROR: permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock",
            "usermod"
        ),
        ("Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?", "systemctl start docker"),
        ("docker: unknown command: docker buildx", "docker-buildx"),
        (#"ERROR: no builder "y" found"#, "mixarch builder list"),
        ("OCI exporter is not supported for the docker driver.", "containerd-snapshotter"),
        ("exec /bin/sh: exec format error", "qemu-user-static"),
    ])
    func problemsHaveAWayOut(_ said: String, _ hint: String) {
        #expect(BuildKitProblem.hint(for: said)?.contains(hint) == true)
        #expect(BuildKitProblem.hint(for: "gcc: error") == nil)
    }

    /// What BuildKit 0.13 printed.
    @Test(arguments: [
        (
            """
            #7 ERROR: process "/bin/sh -c make" did not complete successfully: exit code: 7
            ------
             > [3/4] RUN make:
            0.351 hello
            0.354 make: oops
            ------
            Dockerfile.linux-amd64:3
            --------------------
               2 |     COPY a /a
               3 | >>> RUN make
            --------------------
            ERROR: failed to build: failed to solve: process "/bin/sh -c make" did not complete successfully: exit code: 7
            """,
            #"f:30: process "/bin/sh -c make" did not complete successfully: exit code: 7; it printed last: make: oops"#,
            ""
        ),
        (
            """
            ------
             > [2/2] COPY --from=a /nope /x:
            ------
            Dockerfile.0:2
            --------------------
               1 |     FROM a
               2 | >>> COPY --from=a /nope /x
            --------------------
            error: failed to solve: failed to compute cache key: failed to calculate checksum of ref a::b: "/nope": not found
            """, #"f:20: there is no "/nope""#, ""
        ),
        (
            """
            Dockerfile.0:9
            --------------------
               9 | >>> RUN --security=insecure id
            --------------------
            ERROR: failed to build: failed to solve: dockerfile parse error on line 9: unknown flag: security
            """, "docker could not: dockerfile parse error on line 9: unknown flag: security",
            "this BuildKit knows less"
        ),
        (
            """
            ------
             > [2/2] RUN curl x:
            0.2 curl: connection refused
            ------
            Dockerfile.0:1
            --------------------
               1 | >>> RUN curl x
            --------------------
            ERROR: failed to solve: process "curl x" did not complete successfully: exit code: 1

            View build details: docker-desktop://dashboard/build/default/default/x
            """,
            #"f:10: process "curl x" did not complete successfully: exit code: 1; it printed last: curl: connection refused"#,
            ""
        ),
        (
            """
            ------
             > [2/2] RUN true:
            0.2 exec /bin/sh: exec format error
            ------
            Dockerfile.0:1
            --------------------
               1 | >>> RUN true
            --------------------
            ERROR: failed to solve: process "true" did not complete successfully: exit code: 255
            """,
            #"f:10: process "true" did not complete successfully: exit code: 255; it printed last: exec /bin/sh: exec format error"#,
            "qemu-user-static"
        ),
        ("", "docker could not: it printed nothing", ""),
    ])
    func whatFailedIsNamedWithItsPlace(_ said: String, _ message: String, _ hint: String) {
        let failure = BuildKitProblem(in: said).failure(of: "docker could not", places: ["f:10", "f:20", "f:30"])
        #expect(failure.message == message)
        #expect(hint.isEmpty ? failure.hint == nil : failure.hint?.contains(hint) == true)
        let isCommand = message.contains(": process ") && !message.contains("exec format error")
        #expect(failure.code == (isCommand ? .commandFailed : .toolFailed))
    }
}
