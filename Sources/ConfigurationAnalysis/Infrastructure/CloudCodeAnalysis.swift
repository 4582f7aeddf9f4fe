import Reporting
import ScanModel

/// Programs of the AWS CDK and Pulumi that ask for x86: `Architecture.X86_64`.
struct CloudCodeAnalysis: Analysis {
    private static let endings: NameSet = [
        "ts", "js", "mjs", "cjs", "mts", "py", "java", "cs", "go", "kt",
    ]
    private static let words = [
        "Architecture.X86_64", "Architecture_X86_64", "LINUX_AMD64", "CpuArchitecture.X86_64", "CpuType.X86_64",
        "AmiType.AL2_X86_64", "AmiType.AL2023_X86_64", "\"cpuArchitecture\": \"X86_64\"", "cpuArchitecture: \"X86_64\"",
        "cpuArchitecture: 'X86_64'", "architectures: [\"x86_64\"]", "architectures: ['x86_64']",
        "architectures=[\"x86_64\"]", "platform: \"linux/amd64\"", "platform: 'linux/amd64'",
        "platform=\"linux/amd64\"", "platform='linux/amd64'", "platforms: [\"linux/amd64\"]",
        "platforms=[\"linux/amd64\"]", "Platform: pulumi.String(\"linux/amd64\")", "pulumi.String(\"x86_64\")",
        // Names of machine images.
        "-x86_64-gp2", "-x86_64-ebs", "-amd64-server-",
    ]
    /// Where pods may run, in programs that describe them; every other program may name that for reasons of its own.
    private static let selectors = ["\"kubernetes.io/arch\": \"amd64\"", "'kubernetes.io/arch': 'amd64'"]
    private static let describing = ["airflow", "cdk8s", "pulumi"]
    /// What a controller in Go imports to describe pods, and where it says on which nodes they run.
    private static let controllers = ["k8s.io/api/core"]
    private static let fields = ["NodeSelector"]
    private static let libraries = [
        "aws-cdk", "aws_cdk", "awscdk", "pulumi", "Amazon.CDK", "cdktf", "sst",
    ]
    /// Where the library has a word for arm64 too, arm64 beside something else says nothing.
    private static let twins = [
        "Architecture.X86_64": "Architecture.ARM_64", "CpuArchitecture.X86_64": "CpuArchitecture.ARM64",
        "LINUX_AMD64": "LINUX_ARM64", "platform: \"linux/amd64\"": "linux/arm64",
        "platform: 'linux/amd64'": "linux/arm64", "platform=\"linux/amd64\"": "linux/arm64",
        "platform='linux/amd64'": "linux/arm64",
    ]
    /// Lines around a place in which a choice may stand.
    private static let reach = 4
    private static let arm64 = ["ARM_64", "ARM64", "arm64", "Arm64", "aarch64"]
    private static let triggers = LiteralSet(words + selectors)

    let rules: [Rule] = []

    var seesPlainSources: Bool { true }

    func interest(in file: FileName) -> Interest {
        Self.endings.contains(file.ending) ? .containing(Self.triggers) : .none
    }

    func examine(_ text: SourceText, _ file: FileName) -> [Finding]? {
        let whole = 0..<text.bytes.count
        let describesPods =
            (file.ending == "py" || file.ending == "ts") && !ConfigurationFile.isForTests(file)
            && text.bytes.containsAny(Self.describing, in: whole)
        let isController =
            file.ending == "go" && !file.isAside && text.bytes.containsAny(Self.controllers, in: whole)
        let knowsWords = describesPods || text.bytes.containsAny(Self.libraries, in: whole)
        guard knowsWords || isController else { return nil }
        let code = file.ending == "py" ? CommentBlanking.hashLines(text.bytes) : CommentBlanking.slashes(text.bytes)
        let isMixed = code.containsAny(Self.arm64, in: whole)
        let present = Set(Self.twins.values.filter { code.contains($0, in: whole) })
        var lines: Set<Int> = []
        let words = (knowsWords ? Self.words : []) + (describesPods ? Self.selectors : [])
        let selectors =
            isController && !isMixed
            ? Self.selectors.flatMap { code.indices(of: $0, in: whole) }.filter {
                code.containsAny(Self.fields, in: text.window(around: $0, before: Self.reach, after: 0))
            } : []
        let places =
            (words.flatMap { word in
                code.indices(of: word, in: whole).filter { !isMixed || isAlone($0, word, present, code, text) }
            } + selectors).sorted()
        return places.filter { lines.insert(text.line(at: $0)).inserted }.map { place in
            Finding(InfrastructureRule.rule, in: text, at: place, message: "this is asked for x86 only")
        }
    }

    /// Whether what names arm64 in the file is of another kind than this, and stands elsewhere: a task of ECS on arm64
    /// beside a function of Lambda on x86.
    /// - Parameter present: the words for arm64 that the file has.
    private func isAlone(
        _ place: Int, _ word: String, _ present: Set<String>, _ code: [UInt8], _ text: SourceText
    ) -> Bool {
        let isOfTask = code.has("Cpu", at: place - 3)
        guard let twin = Self.twins[isOfTask ? "Cpu" + word : word] else { return false }
        return !present.contains(twin)
            && !code.containsAny(Self.arm64, in: text.window(around: place, before: Self.reach, after: Self.reach))
    }
}
