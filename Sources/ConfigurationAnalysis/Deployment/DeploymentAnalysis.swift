import Reporting
import ScanModel

/// Descriptions of deployments, recognised by their content: what is in them was judged, and a tree of nothing else can
/// be told to be ready. What their images bring can't be judged: they are pulled when somebody deploys.
struct DeploymentAnalysis: Analysis {
    /// The images that a description names.
    struct Fact: Sendable {
        let images: [String]
    }

    let rules: [Rule] = []

    private static let marksOfYAML = LiteralSet(["apiVersion:", "AWSTemplateFormatVersion", "AWS::", "services:"])
    private static let marksOfHCL = LiteralSet(["resource \"", "module \"", "provider \"", "data \"", "variable \""])
    private static let marksOfJSON = LiteralSet(["AWSTemplateFormatVersion", "containerDefinitions", "\"apiVersion\""])
    /// JSON is mostly data: only what is named like a deployment is looked at.
    private static let namesOfJSON = ["template", "task-def", "taskdef", "stack", "deployment", "manifest"]
    private static let mostImages = 5

    func interest(in file: FileName) -> Interest {
        let isYAML = ConfigurationFile.isYAML(file)
        guard isYAML || ConfigurationFile.isHCL(file) || ConfigurationFile.isJSON(file),
            !ConfigurationFile.isForeign(file), !ConfigurationFile.isPipeline(file)
        else { return .none }
        if isYAML { return .containing(Self.marksOfYAML) }
        if ConfigurationFile.isHCL(file) { return .containing(Self.marksOfHCL) }
        return Self.namesOfJSON.contains { file.name.contains($0) } ? .containing(Self.marksOfJSON) : .none
    }

    func examine(_ text: SourceText, _ file: FileName) -> Fact? {
        if ConfigurationFile.isHCL(file) { return Fact(images: []) }
        guard ConfigurationFile.isYAML(file) else { return Fact(images: []) }
        let lines = (1...max(1, text.lineCount)).map { text.range(ofLine: $0) }
        func has(_ key: String) -> Bool { lines.contains { text.bytes.has(key, at: $0.lowerBound) } }
        let isManifest = has("apiVersion:") && (has("kind:") || file.name == "chart.yaml")
        let isStack = has("AWSTemplateFormatVersion") || has("Resources:")
        let isCompose = ConfigurationFile.isCompose(file) && has("services:")
        guard isManifest || isStack || isCompose else { return nil }
        let counts = !file.isAside && !ConfigurationFile.isForTests(file)
        guard counts, text.bytes.contains("image:", in: 0..<text.bytes.count) else { return Fact(images: []) }
        return Fact(images: lines.compactMap { Self.image(in: $0, of: text) })
    }

    /// `image: nginx:1.25`, `- image: "app:1"`, `{name: a, image: app:1}`; not what a template fills in.
    private static func image(in range: Range<Int>, of text: SourceText) -> String? {
        let near = range.lowerBound..<min(range.upperBound, range.lowerBound + SourceText.reach)
        guard let key = text.bytes.firstIndex(of: "image:", in: near),
            key == near.lowerBound || " {,\t".utf8.contains(text.bytes[key - 1]),
            !text.bytes[near.lowerBound..<key].contains(UInt8(ascii: "#"))
        else { return nil }
        let value = text.bytes[(key + 6)..<near.upperBound].drop { $0.isASCIISpace }
        let name = String(decoding: value.prefix { !$0.isASCIISpace && !",}".utf8.contains($0) }, as: UTF8.self)
            .filter { !"\"'".contains($0) }
        return name.isEmpty || name.contains("{{") || name.contains("$") || name.hasPrefix("{") ? nil : name
    }

    func judge(_ facts: [FileFact<Fact>]) -> Judgement {
        var judgement = Judgement(judged: facts.count)
        let images = Set(facts.flatMap { $0.fact.images }).sorted()
        guard let first = facts.first(where: { !$0.fact.images.isEmpty }) else { return judgement }
        let some =
            images.prefix(Self.mostImages).joined(separator: ", ")
            + (images.count > Self.mostImages ? ", … (\(images.count) images)" : "")
        judgement.omissions.append(
            NotJudged(
                what: first.path,
                why: "what these images hold is not in the tree; scan them by themselves: \(some)"))
        return judgement
    }
}
