import FoundationEssentials
import Processes
import Testing

extension IntegrationTests.Engines {
    /// A program of the build asks a real ssh-agent for its keys, through what `--ssh` lends it.
    @Test(arguments: ["buildkit", "buildah"])
    func anAgentIsLent(_ engine: String) async throws {
        let registry = try Mixarch.registry()
        let binary = try #require(Mixarch.variable("MIXARCH_BINARY"))
        try await withFolder { folder in
            // SSH_AGENTC_REQUEST_IDENTITIES (draft-miller-ssh-agent, section 5.1).
            try """
            import java.net.*;
            import java.nio.*;
            import java.nio.channels.*;
            import java.nio.file.*;

            public class Agent {
                public static void main(String[] arguments) throws Exception {
                    try (var agent = SocketChannel.open(UnixDomainSocketAddress.of(System.getenv("SSH_AUTH_SOCK")))) {
                        agent.write(ByteBuffer.wrap(new byte[] {0, 0, 0, 1, 11}));
                        var answer = ByteBuffer.allocate(65536);
                        while (answer.position() < 4 || answer.position() < 4 + answer.getInt(0)) agent.read(answer);
                        var text = new String(answer.array(), 0, answer.position(), "ISO-8859-1");
                        Files.writeString(Path.of("/keys"), text.contains("key of the lab") ? "seen" : "nothing");
                    }
                }
            }
            """.write(to: folder + "/app/Agent.java")
            try """
            FROM \(registry)/base/jdk:17 AS ask
            COPY Agent.java /
            RUN --mount=type=ssh java /Agent.java
            FROM scratch
            COPY --from=ask /keys /
            """.write(to: folder + "/app/Dockerfile")
            let script = """
                ssh-keygen -q -t ed25519 -N '' -C 'key of the lab' -f "$0/key" && ssh-add -q "$0/key" && exec "$@"
                """
            let result = try await Program(
                "ssh-agent",
                [
                    "sh", "-c", script, folder, binary, "build", folder + "/app", "--platform", "linux/amd64",
                    "--engine", engine, "--no-cache", "--ssh", "default", "--output", folder + "/out",
                ], environment: ["MIXARCH_CACHE": folder + "/cache"], deadline: .seconds(300)
            ).run()
            #expect(result.status == 0, "\(result.errors)")
            #expect(try String(contentsOfFile: folder + "/out/keys", encoding: .utf8) == "seen")
        }
    }
}
