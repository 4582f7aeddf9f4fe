import FoundationEssentials
import ImageBuilding
import Platforms
import Reporting
import Testing

/// What each engine is told of the same build.
@Suite struct EngineArgumentsTests {
    private func request(_ inputs: RunInputs, usesCache: Bool = true) async throws -> EngineRequest {
        try await Workbench.with { bench in
            try bench.write("Dockerfile", "FROM scratch\n")
            return EngineRequest(
                dockerfile: "/scratch/Dockerfile.0",
                context: try BuildContext(folder: bench.folder, dockerfile: bench.folder + "/Dockerfile"),
                platform: .linuxARM64, target: "last", buildArguments: ["TOKEN": "s3cret", "A": "1"], epoch: 7,
                usesCache: usesCache, inputs: inputs)
        }
    }

    private func inputs() throws -> RunInputs {
        RunInputs(
            secrets: [
                try BuildSecret(parsing: "id=key,src=/etc/hostname", environment: [:]),
                try BuildSecret(parsing: "id=pass,env=PASS", environment: ["PASS": "x"]),
            ], agents: ["default"],
            contexts: [
                try NamedContext(parsing: "Libs=/etc"), try NamedContext(parsing: "base=docker-image://a/b:1"),
            ], network: .host, hosts: [try #require(HostEntry("db:10.0.0.1")), try #require(HostEntry("six=::1"))])
    }

    @Test func buildx() async throws {
        let request = try await request(inputs(), usesCache: false)
        let command = BuildxCommand(builder: "two")
        #expect(
            command.arguments(for: request, output: "type=tar,dest=/o") == [
                "buildx", "build", "--builder", "two", "--progress=plain", "--provenance=false", "--platform",
                "linux/arm64", "--target", "last", "--file", "/scratch/Dockerfile.0", "--output", "type=tar,dest=/o",
                "--no-cache", "--build-arg", "A", "--build-arg", "TOKEN", "--secret", "id=key,src=/etc/hostname",
                "--secret", "id=pass,env=PASS", "--ssh", "default", "--build-context", "libs=/etc", "--build-context",
                "base=docker-image://a/b:1", "--network", "host", "--allow", "network.host", "--add-host",
                "db=10.0.0.1", "--add-host", "six=::1", request.context.folder,
            ])
        #expect(command.environment(for: request) == ["TOKEN": "s3cret", "A": "1", "SOURCE_DATE_EPOCH": "7"])
    }

    @Test func buildctl() async throws {
        let request = try await request(inputs(), usesCache: false)
        #expect(
            BuildctlCommand.arguments(for: request, output: "type=oci,dest=/o") == [
                "build", "--progress=plain", "--frontend", "dockerfile.v0", "--local",
                "context=\(request.context.folder)", "--local", "dockerfile=/scratch", "--output", "type=oci,dest=/o",
                "--no-cache", "--local", "libs=/etc", "--allow", "network.host", "--opt", "filename=Dockerfile.0",
                "--opt", "platform=linux/arm64", "--opt", "target=last", "--opt", "build-arg:A=1", "--opt",
                "build-arg:TOKEN=s3cret", "--opt", "build-arg:SOURCE_DATE_EPOCH=7", "--opt", "context:libs=local:libs",
                "--opt", "context:base=docker-image://a/b:1", "--opt", "force-network-mode=host", "--opt",
                "add-hosts=db=10.0.0.1,six=::1", "--secret", "id=key,src=/etc/hostname", "--secret",
                "id=pass,env=PASS", "--ssh", "default",
            ])
    }

    @Test func nothingIsAddedThatWasNotAsked() async throws {
        let request = try await request(RunInputs())
        let words =
            BuildxCommand(builder: nil).arguments(for: request, output: "o")
            + BuildctlCommand.arguments(for: request, output: "o")
        for word in ["--builder", "--secret", "--ssh", "--network", "--allow", "--add-host", "--no-cache"] {
            #expect(!words.contains(word))
        }
    }

    @Test(arguments: [
        ("id=a,src=/etc/hostname", "file"), ("id=a,source=/etc/hostname", "file"), ("id=a,env=V", "variable"),
        ("id=V", "variable"), ("type=env,id=V", "variable"), ("type=file,id=a,src=/etc/hostname", "file"),
        ("id=/etc/hostname", "file"),
    ])
    func secrets(_ text: String, _ kind: String) throws {
        let secret = try BuildSecret(parsing: text, environment: ["V": "x"])
        switch secret.source {
        case .file(let path): #expect(kind == "file" && path == "/etc/hostname")
        case .environment(let name): #expect(kind == "variable" && name == "V")
        }
    }

    @Test(arguments: [
        ("src=/etc/hostname", Failure.Code.usage), ("a", .usage), ("id=a,colour=red", .usage),
        ("id=a,src=/nowhere", .unreadableInput), ("id=a,env=UNSET", .unreadableInput), ("id=a", .unreadableInput),
    ])
    func secretsThatAreNone(_ text: String, _ code: Failure.Code) {
        #expect {
            try BuildSecret(parsing: text, environment: [:])
        } throws: {
            ($0 as? Failure)?.code == code
        }
    }
}
