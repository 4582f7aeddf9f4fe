import Reporting
import ScanModel

/// What is asked of a cloud for x86 only.
enum InfrastructureRule {
    static let rule = Rule(
        id: "infrastructure-architecture", title: "cloud resources for x86 only", area: .deployment,
        severity: .warning, effort: .minutes,
        why:
            "Functions, tasks, machine images or layers that are asked for with x86 in their name do not run on Graviton.",
        remedy: "set the architecture to arm64, or make it a variable, when the program is built for both",
        before: "resource \"aws_lambda_function\" \"app\" {\n  architectures = [\"x86_64\"]\n}",
        after: "resource \"aws_lambda_function\" \"app\" {\n  architectures = [\"arm64\"]\n}",
        reference: "https://docs.aws.amazon.com/lambda/latest/dg/foundation-arch.html")
}
