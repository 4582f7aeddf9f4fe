import FoundationEssentials
import Processes
import RawJSON
import Testing

extension IntegrationTests {
    /// A first mixarch.yaml, and what judges settings besides mixarch.
    @Suite struct Settings {
        private static let judge = """
            import json, sys, yaml, jsonschema
            schema = json.load(open(sys.argv[1]))
            jsonschema.Draft202012Validator.check_schema(schema)
            errors = list(jsonschema.Draft202012Validator(schema).iter_errors(yaml.safe_load(open(sys.argv[2]))))
            for error in errors: print("/".join(map(str, error.path)), error.message)
            sys.exit(1 if errors else 0)
            """

        /// The system's own Python, which has the packages of `lab/packages lab`.
        private func judge(_ schema: String, _ file: String) async throws -> ProgramResult {
            try await Program("/usr/bin/python3", ["-c", Self.judge, schema, file], deadline: .seconds(60)).run()
        }

        private func withSample(_ body: (_ folder: String) async throws -> Void) async throws {
            try await withFolder { folder in
                let project = folder + "/petstore"
                _ = try await Command.run("cp", "-r", Mixarch.checkout + "/examples/petstore", project)
                try FileManager.default.removeItem(atPath: project + "/mixarch.yaml")
                try await body(project)
            }
        }

        @Test func theFirstFileIsReadAndBelievedByOthers() async throws {
            try await withSample { project in
                let made = try await Mixarch.run("init", project, "--schema")
                #expect(made.status == 0, "\(made.errors)")
                let text = try String(contentsOfFile: project + "/mixarch.yaml", encoding: .utf8)
                #expect(text.contains("image: petstore:"))
                #expect(text.contains("manifests: [k8s]"))
                #expect(text.contains("ready node on amd64, "), "\(text)")
                let judged = try await judge(project + "/mixarch.schema.json", project + "/mixarch.yaml")
                #expect(judged.status == 0, "\(judged.output)\(judged.errors)")
                let planned = try await Mixarch.run("up", project, "--dry-run")
                #expect(planned.status == 0, "\(planned.errors)")

                let again = try await Mixarch.run("init", project)
                #expect(again.status == 64)
                #expect(again.errors.contains("--force"))
                let shown = try await Mixarch.run("init", project, "-o", "-")
                #expect(shown.status == 0)
                #expect(shown.output.contains("image: petstore:"))
            }
        }

        @Test func withoutAClusterItGoesOn() async throws {
            try await withSample { project in
                let made = try await Mixarch.run("init", project, environment: ["KUBECONFIG": project + "/none"])
                #expect(made.status == 0, "\(made.errors)")
                let text = try String(contentsOfFile: project + "/mixarch.yaml", encoding: .utf8)
                #expect(text.contains("no cluster was asked: "), "\(text)")
            }
        }

        /// What the program refuses, the schema refuses, and the other way round.
        @Test(arguments: [
            ("image: a:1\n", true), ("image: a:1\nbuild: {contxt: .}\n", false), ("registry: r\n", false),
            ("image: a:1\nshift: {to: arm64, steps: [5, 100], hold: 2m, check: 'http://a/', maxErrors: 1%}\n", true),
            ("image: a:1\nshift: {hold: 2m}\n", false), ("image: a:1\nshift: {to: vax}\n", false),
            ("image: a:1\nplatforms: linux/arm64\n", false), ("image: a:1\nbuild: {args: {A: 1, B: x}}\n", true),
            ("image: a:1\nscan: {failOn: sometimes}\n", false), ("image: a:1\nbuild: {noEmulation: true}\n", true),
            ("image: a:1\nshift: {to: arm64, hold: soon}\n", false), ("- a\n", false),
            ("image: a:1\nshift: {to: arm64, steps: [101]}\n", false), ("image: [a]\n", false),
        ])
        func theSchemaAndTheProgramAgree(text: String, isGood: Bool) async throws {
            try await withFolder { folder in
                let file = folder + "/mixarch.yaml"
                try text.write(to: file)
                let judged = try await judge(Mixarch.checkout + "/docs/mixarch.schema.json", file)
                #expect((judged.status == 0) == isGood, "\(judged.output)\(judged.errors)")
                // Nothing is scanned, as there is nothing: what is wrong with the settings is told before.
                let read = try await Mixarch.run("up", folder, "--until", "scan")
                #expect((read.status != 64) == isGood, "\(read.errors)")
            }
        }
    }
}
