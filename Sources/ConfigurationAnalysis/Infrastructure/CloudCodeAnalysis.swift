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
        "platforms=[\"linux/amd64\"]", "Platform: pulumi.String(\"linux/amd64\")",
    ]
    private static let libraries = ["aws-cdk", "aws_cdk", "awscdk", "pulumi", "Amazon.CDK", "cdktf", "sst"]
    private static let triggers = LiteralSet(words)

    let rules: [Rule] = []

    var seesPlainSources: Bool { true }

    func interest(in file: FileName) -> Interest {
        Self.endings.contains(file.ending) ? .containing(Self.triggers) : .none
    }

    func examine(_ text: SourceText, _ file: FileName) -> [Finding]? {
        let whole = 0..<text.bytes.count
        guard text.bytes.containsAny(Self.libraries, in: whole) else { return nil }
        let code = file.ending == "py" ? CommentBlanking.hashLines(text.bytes) : CommentBlanking.slashes(text.bytes)
        let isMixed = ["ARM_64", "ARM64", "arm64", "Arm64"].contains { code.contains($0, in: whole) }
        guard !isMixed else { return nil }
        var lines: Set<Int> = []
        let places = Self.words.flatMap { code.indices(of: $0, in: whole) }.sorted()
        return places.filter { lines.insert(text.line(at: $0)).inserted }.map { place in
            Finding(InfrastructureRule.rule, in: text, at: place, message: "this is asked for x86 only")
        }
    }
}
