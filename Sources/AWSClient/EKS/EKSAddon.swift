import RawJSON

/// An add-on of a cluster (API: DescribeAddon).
public struct EKSAddon: Hashable, Sendable {
    public var name: String
    /// `v1.18.1-eksbuild.1`.
    public var version: String

    /// - Parameters: as the properties.
    public init(name: String, version: String) {
        self.name = name
        self.version = version
    }
}

/// A version that an add-on can have (API: DescribeAddonVersions).
public struct EKSAddonVersion: Hashable, Sendable {
    public var version: String
    /// `amd64`, `arm64`.
    public var architectures: [String]

    /// - Parameters: as the properties.
    public init(version: String, architectures: [String]) {
        self.version = version
        self.architectures = architectures
    }

    init(_ json: JSONValue) {
        version = json["addonVersion"]?.string ?? ""
        architectures = (json["architecture"]?.array ?? []).compactMap(\.string)
    }
}
