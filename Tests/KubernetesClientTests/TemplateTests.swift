import FoundationEssentials
import KubernetesClient
import Reporting
import Testing

@Suite struct TemplateTests {
    private func failure(_ text: String) -> Failure? {
        do {
            _ = try ManifestReader().objects(in: Array(text.utf8), source: "app.yaml")
            return nil
        } catch {
            return error
        }
    }

    private let head = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n"

    @Test(
        arguments: [
            ("  name: {{ .Values.name }}\n", 4), ("  name: \"{{ .Release.Name }}-shop\"\n", 4),
            ("  name: a\n{{- if .Values.x }}\ndata: {a: b}\n{{- end }}\n", 5),
            ("  name: a\n{{ include \"labels\" . | nindent 4 }}\n", 5), ("  name: {{name}}-x\n", 4),
        ])
    func templatesAreNamedWithTheirLine(_ text: String, _ line: Int) {
        let failure = failure(head + text)
        #expect(failure?.message.hasPrefix("app.yaml:\(line): a template") == true, "\(failure?.message ?? "")")
        #expect(failure?.hint?.contains("helm template") == true)
    }

    @Test(
        arguments: [
            "  name: a\ndata: {rule: \"{{ $labels.pod }} is down\"}\n", "  name: a\n# {{ .Values.x }}\n",
            "  name: a\ndata: {step: '{{inputs.parameters.x}}'}\n",
        ])
    func otherProgramsBracesAreText(_ text: String) { #expect(failure(head + text) == nil) }

    @Test func brokenYAMLStaysBrokenYAML() {
        let failure = failure(head + "  name: [\n")
        #expect(failure?.message.contains("template") == false)
        #expect(failure?.message.hasPrefix("app.yaml:") == true)
    }

    @Test func foldersThatHaveToBeBuiltAreNamed() throws {
        try withExtendedLifetime(try TemporaryFolder()) { home in
            let folder = home.path
            func write(_ name: String) throws {
                let path = folder + "/" + name
                let parent = path.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
                try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
                try Data((head + "  name: a\n").utf8).write(to: URL(filePath: path))
            }
            for (name, word) in [("k/kustomization.yaml", "-k"), ("c/Chart.yaml", "helm template")] {
                try write(name)
                let path = folder + "/" + name.prefix(1)
                let failure = #expect(throws: Failure.self) { try ManifestReader().objects(at: [path]) }
                #expect(failure?.hint?.contains(word) == true)
            }
            for name in ["m/b.yaml", "m/a.json", "m/readme.txt", "m/deep/c.yml"] { try write(name) }
            #expect(try ManifestReader().objects(at: [folder + "/m"]).count == 2)
            let all = try ManifestReader(isRecursive: true).objects(at: [folder + "/m"])
            #expect(
                all.map(\.origin.file).map { $0.dropFirst(folder.count) } == [
                    "/m/a.json", "/m/b.yaml", "/m/deep/c.yml",
                ])
        }
        let failure = failure("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n")
        #expect(failure?.hint?.contains("-k") == true)
    }
}
