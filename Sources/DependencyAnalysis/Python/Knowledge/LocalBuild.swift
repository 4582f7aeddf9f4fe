/// PyTorch's builds with a name behind the version, `torch==2.1.0+cu118`: its own index has them, and for long for x86
/// only.
enum LocalBuild {
    /// The last versions of which it is known that the builds for arm64 have no such name, or don't exist.
    private static let last: [String: (cpu: String, cuda: String)] = [
        "torch": ("2.1.0", "2.4.0"), "torchvision": ("0.16.0", "0.19.0"), "torchaudio": ("2.1.0", "2.4.0"),
    ]

    /// Builds for arm64 are named without `+cpu`, says the maintainer.
    private static let cpu = "https://github.com/pytorch/pytorch/issues/110791"
    /// No builds with CUDA for arm64.
    private static let cuda = "https://github.com/pytorch/pytorch/issues/134790"

    /// - Returns: where it is said that there is no such build for arm64; nil when nothing is known.
    static func reference(_ name: String, _ version: PythonVersion) -> String? {
        guard let last = last[name], case .word(let label)? = version.local.first else { return nil }
        let (limit, reference) = label == "cpu" ? (last.cpu, cpu) : (last.cuda, cuda)
        guard label == "cpu" || label.hasPrefix("cu"), let limit = PythonVersion(limit) else { return nil }
        return version.withoutLocal <= limit ? reference : nil
    }
}
