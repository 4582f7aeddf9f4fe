/// A wheel's file name (PEP 427): `name-version-build-python-abi-platform.whl`.
package struct WheelName: Sendable {
    /// Normalised.
    package let name: String
    package let version: PythonVersion
    /// `cp39` and `cp310` of `cp39.cp310`.
    package let pythons: [String]
    package let abis: [String]
    package let platforms: [PlatformTag]

    /// - Parameter file: the name alone, without its folder.
    /// - Returns: nil when it is no wheel's name.
    package init?(_ file: some StringProtocol) {
        guard file.hasSuffix(".whl"), file.utf8.count <= 1024 else { return nil }
        let parts = file.dropLast(4).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 5 || parts.count == 6, !parts[0].isEmpty, let version = PythonVersion(parts[1]) else {
            return nil
        }
        let tags = parts.suffix(3).map { $0.split(separator: ".").map { String($0) } }
        guard tags.allSatisfy({ !$0.isEmpty }) else { return nil }
        name = PackageName.normalized(parts[0])
        self.version = version
        pythons = tags[0]
        abis = tags[1]
        platforms = tags[2].map { PlatformTag($0) }
    }

    /// The wheel that an address or a path ends with.
    package init?(address: some StringProtocol) {
        let path = address.prefix { $0 != "#" && $0 != "?" }
        guard let file = path.split(separator: "/").last else { return nil }
        self.init(String(file).replacing("%2B", with: "+").replacing("%2b", with: "+"))
    }

    /// The machines with Linux that it is for, by name; empty when it is for every machine or for other systems.
    package var machines: Set<String> {
        Set(
            platforms.compactMap {
                if case .linux(_, _, let machine) = $0 { machine } else { nil }
            })
    }

    /// The interpreters that it is for.
    var tags: PythonTags {
        var result = PythonTags.none
        for python in pythons {
            for abi in abis { result.formUnion(PythonTags(python: python, abi: abi)) }
        }
        return result
    }
}
