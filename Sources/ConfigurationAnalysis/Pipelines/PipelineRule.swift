import Reporting
import ScanModel

/// Pipelines that build or test on x86 only.
enum PipelineRule {
    static let rule = Rule(
        id: "ci-architecture", title: "a pipeline for x86 only", area: .build, severity: .warning, effort: .hours,
        why: "What is built and tested for x86 only is neither there nor proven on arm64.",
        remedy: "add a job or a platform for arm64",
        before: "platforms: linux/amd64", after: "platforms: linux/amd64,linux/arm64",
        reference: "https://docs.docker.com/build/ci/github-actions/multi-platform/")
}
