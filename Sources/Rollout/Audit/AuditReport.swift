import Platforms
import Reporting

/// Every image of a cluster against every architecture, in the fields of `mixarch audit`.
public struct AuditReport: Codable, Hashable, Sendable {
    /// What the cluster is called; empty when it has no name.
    public let cluster: String
    /// The namespace that was looked into; nil for all.
    public let namespace: String?
    /// The nodes of each architecture.
    public let nodes: [String: Int]
    /// The platforms that every image must have, as asked for.
    public let required: [Platform]
    /// The images, those that matter most first.
    public let images: [AuditedImage]
    public let summary: Summary
    /// What could not be looked at, and why.
    public var notes: [String]

    /// How much was looked at, and how it stands.
    public struct Summary: Codable, Hashable, Sendable {
        public let workloads: Int
        public let pods: Int
        public let images: Int
        /// Images that have every platform.
        public let complete: Int
        /// Images that lack a platform, and are used where it matters.
        public let mattering: Int
        /// Images that lack a platform, used where it does not matter.
        public let harmless: Int
        /// Images that could not be read.
        public let unreadable: Int
    }

    /// - Parameters:
    ///   - cluster: what the cluster is called.
    ///   - namespace: the namespace that was looked into; nil for all.
    ///   - nodes: the nodes of each architecture.
    ///   - required: the platforms that every image must have.
    ///   - images: the images in any order.
    ///   - workloads: how many workloads were seen.
    ///   - pods: how many pods were seen.
    ///   - notes: what could not be looked at, and why.
    public init(
        cluster: String, namespace: String?, nodes: [String: Int], required: [Platform], images: [AuditedImage],
        workloads: Int, pods: Int, notes: [String]
    ) {
        self.cluster = cluster
        self.namespace = namespace
        self.nodes = nodes
        self.required = required
        self.notes = notes
        self.images = images.sorted { ($0.state.rank, $0.image) < ($1.state.rank, $1.image) }
        func count(_ state: AuditedImage.State) -> Int { images.count { $0.state == state } }
        summary = Summary(
            workloads: workloads, pods: pods, images: images.count, complete: count(.complete),
            mattering: count(.lacking), harmless: count(.harmless), unreadable: count(.unreadable))
    }

    /// The images that do not have what was required, or could not be asked.
    public var shortOfRequired: [AuditedImage] {
        guard !required.isEmpty else { return [] }
        return images.filter { $0.error != nil || !$0.missing.allSatisfy { !required.contains($0) } }
    }

    /// The failure to end with when the requirement is not met; nil otherwise.
    public var failure: Failure? {
        let short = shortOfRequired
        guard !short.isEmpty else { return nil }
        let lacking = short.count { $0.error == nil }
        let names = required.map(\.description).joined(separator: ", ")
        var parts: [String] = []
        if lacking > 0 { parts.append("\(Plural.of(lacking, "image")) \(lacking == 1 ? "has" : "have") no \(names)") }
        if short.count > lacking { parts.append("\(Plural.of(short.count - lacking, "image")) could not be read") }
        return Failure(.refused, parts.joined(separator: ", "))
    }
}

/// An image, and who uses it.
public struct AuditedImage: Codable, Hashable, Sendable {
    /// The reference as it is written; of several spellings the shortest.
    public let image: String
    /// Of its index, or of its only manifest; nil when it could not be read.
    public let digest: String?
    public let platforms: [Platform]
    /// Platforms of the cluster's nodes, and required ones, that it lacks.
    public let missing: [Platform]
    public let usedBy: [Use]
    /// Why it could not be read; nil when it was.
    public let error: String?
    /// A newer tag that has what is missing; nil when none was looked for or found.
    public let suggestion: String?

    /// A container that runs it.
    public struct Use: Codable, Hashable, Sendable {
        public let kind: String
        public let namespace: String
        public let name: String
        public let container: String
        /// The architectures of the nodes that its pods can be scheduled to.
        public let architectures: [String]
        /// Whether something that the image lacks matters here; nil when nothing is known to be missing.
        public let matters: Bool?
        /// Why it matters, or why not; nil when nothing is missing.
        public let reason: String?

        /// - Parameters:
        ///   - kind: `Deployment`.
        ///   - namespace: the workload's.
        ///   - name: the workload's.
        ///   - container: the container's name.
        ///   - architectures: of the nodes that its pods can be scheduled to.
        ///   - matters: whether something that the image lacks matters here.
        ///   - reason: why it matters, or why not.
        public init(
            kind: String, namespace: String, name: String, container: String, architectures: [String] = [],
            matters: Bool? = nil, reason: String? = nil
        ) {
            self.kind = kind
            self.namespace = namespace
            self.name = name
            self.container = container
            self.architectures = architectures
            self.matters = matters
            self.reason = reason
        }

        /// `deployment/shop`.
        public var workload: String { "\(kind.lowercased())/\(name)" }
    }

    /// How an image stands.
    public enum State: String, CaseIterable, Sendable {
        /// It lacks a platform where that matters.
        case lacking
        /// It could not be read.
        case unreadable
        /// It lacks a platform where that does not matter.
        case harmless
        /// It has every platform.
        case complete

        var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    /// - Parameters:
    ///   - image: the reference as it is written.
    ///   - digest: of its index, or of its only manifest.
    ///   - platforms: what it can run on.
    ///   - missing: what it lacks.
    ///   - usedBy: who uses it.
    ///   - error: why it could not be read.
    ///   - suggestion: a newer tag that has what is missing.
    public init(
        image: String, digest: String?, platforms: [Platform], missing: [Platform], usedBy: [Use],
        error: String? = nil, suggestion: String? = nil
    ) {
        self.image = image
        self.digest = digest
        self.platforms = platforms
        self.missing = missing
        self.usedBy = usedBy
        self.error = error
        self.suggestion = suggestion
    }

    public var state: State {
        if error != nil { return .unreadable }
        if missing.isEmpty { return .complete }
        return usedBy.contains { $0.matters == true } ? .lacking : .harmless
    }
}
