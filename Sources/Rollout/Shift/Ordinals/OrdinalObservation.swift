/// What matters of a StatefulSet and its pods at one moment of a shift.
public struct OrdinalObservation: Hashable, Sendable {
    /// A pod of it, or one that was taken out of it.
    public struct Pod: Hashable, Sendable {
        public let name: String
        public let ordinal: Int
        /// The revision of the template that it was made from.
        public let revision: String
        /// Whether the kubelet calls it ready.
        public var isReady: Bool
        /// Whether a Service sends requests to it.
        public var isRouted: Bool
        /// Whether it was taken out of its StatefulSet and of its Services.
        public var isDrained: Bool
        public var isTerminating: Bool

        public init(
            name: String, ordinal: Int, revision: String, isReady: Bool = true, isRouted: Bool = true,
            isDrained: Bool = false, isTerminating: Bool = false
        ) {
            self.name = name
            self.ordinal = ordinal
            self.revision = revision
            self.isReady = isReady
            self.isRouted = isRouted
            self.isDrained = isDrained
            self.isTerminating = isTerminating
        }

        /// Whether requests get answers from it.
        var isServing: Bool { isReady && isRouted && !isDrained && !isTerminating }
    }

    /// The record; nil when no shift is under way.
    public var record: ShiftRecord.Progress?
    /// The pods that the StatefulSet shall have.
    public var replicas: Int
    /// Whether its controller has seen its latest change.
    public var isSeen: Bool
    /// Whether its template and its strategy are those that the record's direction asks for.
    public var isTemplateThere: Bool
    /// The first ordinal of the new template; nil for another strategy than partitions.
    public var partition: Int?
    /// The revision of its template; nil when its controller has none yet.
    public var revision: String?
    /// The revisions that are kept.
    public var revisions: [String]
    /// A disruption budget that lets nobody take a pod out now; nil for none.
    public var blocking: String?
    public var pods: [Pod]
    /// Whether clients find the pods by DNS: a headless Service selects them.
    public var isFoundByName: Bool
    /// Whether no autoscaler changes the number of pods meanwhile.
    public var isCountHeld: Bool

    public init(
        record: ShiftRecord.Progress?, replicas: Int, isSeen: Bool, isTemplateThere: Bool, partition: Int?,
        revision: String?, revisions: [String], blocking: String? = nil, pods: [Pod], isFoundByName: Bool = false,
        isCountHeld: Bool = true
    ) {
        self.record = record
        self.replicas = replicas
        self.isSeen = isSeen
        self.isTemplateThere = isTemplateThere
        self.partition = partition
        self.revision = revision
        self.revisions = revisions
        self.blocking = blocking
        self.pods = pods
        self.isFoundByName = isFoundByName
        self.isCountHeld = isCountHeld
    }
}
