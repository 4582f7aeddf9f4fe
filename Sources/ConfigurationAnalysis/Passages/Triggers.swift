import ScanModel

/// Words without which a file has nothing to say about architectures.
enum Triggers {
    private static let x86 = [
        "amd64", "AMD64", "x86_64", "X86_64", "x86-64", "i386", "i686", "x64", "X64", "linux64", "64bit",
        "linux-64", "linux/386", "multilib", "lib32", "ia32",
    ]
    private static let jvm = ["-XX:"]

    /// For scripts, pipelines and settings.
    static let commands = LiteralSet(
        x86 + jvm + [
            RustFlagsCheck.variable, "google-chrome", "microsoft-edge", "mssql-server", "x86", "alpine-pkg-glibc",
        ])

    /// For YAML, JSON and HCL.
    static let trees = LiteralSet(
        x86 + ImageKnowledge.words + [
            "kubernetes.io/arch", "instance-type", "instance_type", "InstanceType", "instanceType", "instance-family",
            "machine_type", "Standard_", "build-push-action", "LINUX_CONTAINER", "LambdaInsightsExtension:",
            "Lambda-Extension:", "Datadog-Extension:", "chrome-aws-lambda:",
        ])
}
