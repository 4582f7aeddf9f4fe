import Platforms

extension ImageIndex {
    /// The manifests of images: those that are no attestations.
    public var images: [Descriptor] { manifests.filter { !$0.isAttestation } }

    /// The provenance and SBOM manifests.
    public var attestations: [Descriptor] { manifests.filter(\.isAttestation) }

    /// The platforms of the images, in order, without repetitions.
    public var platforms: [Platform] {
        var platforms: [Platform] = []
        for case let platform? in images.map(\.platform) where !platforms.contains(platform) {
            platforms.append(platform)
        }
        return platforms
    }

    /// - Parameter platform: what the image shall run on.
    /// - Returns: the image that a machine of that platform would take: the exact one, else the next lower variant;
    ///   nil when none would run.
    public func select(_ platform: Platform) -> Descriptor? {
        for variant in platform.runnableVariants {
            let wanted = Platform(os: platform.os, architecture: platform.architecture, variant: variant)
            if let found = images.first(where: { $0.platform == wanted }) { return found }
        }
        return nil
    }
}

extension Platform {
    /// - Parameter platform: what a machine is.
    /// - Returns: whether an image for this platform runs there.
    package func runs(on platform: Platform) -> Bool {
        os == platform.os && architecture == platform.architecture && platform.runnableVariants.contains(variant)
    }

    /// The variants of images that run on this platform, the best first; nil is the baseline.
    ///
    /// Source: containerd `platforms/compare.go`: amd64/v3 runs v2 and v1, arm/v7 runs v6 and v5; arm alone means v7.
    var runnableVariants: [String?] {
        switch architecture {
        case .arm:
            let newest = Self.number(of: variant) ?? 7
            let lower = stride(from: newest, through: 5, by: -1).map { Optional("v\($0)") }
            let withBaseline = lower.flatMap { $0 == "v7" ? [$0, nil] : [$0] }
            return lower.contains(variant) ? withBaseline : [variant] + withBaseline
        case .amd64:
            guard let level = Self.number(of: variant), level > 1 else { return [nil] }
            return stride(from: level, to: 1, by: -1).map { Optional("v\($0)") } + [nil]
        default:
            return variant == nil ? [nil] : [variant, nil]
        }
    }

    private static func number(of variant: String?) -> Int? {
        // A variant is somebody else's text: nothing above what exists is counted down from.
        guard let variant, variant.hasPrefix("v"), let number = Int(variant.dropFirst()), number <= 16 else {
            return nil
        }
        return number
    }
}
