/// What matters of a Deployment, its ReplicaSets and its pods at one moment of a shift in steps.
public struct ShiftObservation: Hashable, Sendable {
    /// A ReplicaSet of the Deployment.
    public struct PodSet: Hashable, Sendable {
        public let name: String
        /// The pods that it shall have.
        public var replicas: Int
        /// Whether pods that it makes from now on wait for a scheduler that does not exist.
        public var isHeld: Bool
        /// Whether no pod of it ever counts as available.
        public var isGated: Bool
        /// The pods that count as available, as its controller says.
        public var available: Int
        /// Whether its controller has seen its latest change.
        public var isSeen: Bool

        public init(
            name: String, replicas: Int, isHeld: Bool = false, isGated: Bool = false, available: Int = 0,
            isSeen: Bool = true
        ) {
            self.name = name
            self.replicas = replicas
            self.isHeld = isHeld
            self.isGated = isGated
            self.available = available
            self.isSeen = isSeen
        }
    }

    /// A pod of one of them, or one that was taken out of it.
    public struct Pod: Hashable, Sendable {
        public let name: String
        /// The ReplicaSet that it belongs to, or belonged to.
        public let set: String
        /// Whether the kubelet calls it ready.
        public var isReady: Bool
        /// Whether a Service sends requests to it.
        public var isRouted: Bool
        /// Whether it was taken out of its ReplicaSet and of its Services.
        public var isDrained: Bool
        /// Whether it waits for a scheduler that does not exist.
        public var isHeld: Bool
        public var isTerminating: Bool

        public init(
            name: String, set: String, isReady: Bool = true, isRouted: Bool = true, isDrained: Bool = false,
            isHeld: Bool = false, isTerminating: Bool = false
        ) {
            self.name = name
            self.set = set
            self.isReady = isReady
            self.isRouted = isRouted
            self.isDrained = isDrained
            self.isHeld = isHeld
            self.isTerminating = isTerminating
        }

        /// Whether requests get answers from it.
        var isServing: Bool { isReady && isRouted && isPresent }
        /// Whether it belongs to its ReplicaSet, and runs or may come to run.
        var isPresent: Bool { !isDrained && !isHeld && !isTerminating }
    }

    /// The record; nil when no shift is under way.
    public var record: ShiftRecord.Progress?
    /// The pods that the Deployment shall have.
    public var replicas: Int
    /// Whether its controller has seen its latest change.
    public var isSeen: Bool
    /// Whether its template is the one that the record's direction asks for.
    public var isTemplateThere: Bool
    /// Whether its controller is kept from stopping pods: no new pod ever counts as available.
    public var isGateClosed: Bool
    /// How many pods more than `replicas` there may be.
    public var surge: Int
    /// The name of the ReplicaSet of its template; nil when there is none yet.
    public var current: String?
    public var sets: [PodSet]
    public var pods: [Pod]
    /// Whether clients find the pods by DNS: a headless Service selects them.
    public var isFoundByName: Bool
    /// Whether no autoscaler changes the number of pods meanwhile.
    public var isCountHeld: Bool

    public init(
        record: ShiftRecord.Progress?, replicas: Int, isSeen: Bool, isTemplateThere: Bool, isGateClosed: Bool,
        surge: Int, current: String?, sets: [PodSet], pods: [Pod], isFoundByName: Bool = false,
        isCountHeld: Bool = true
    ) {
        self.record = record
        self.replicas = replicas
        self.isSeen = isSeen
        self.isTemplateThere = isTemplateThere
        self.isGateClosed = isGateClosed
        self.surge = surge
        self.current = current
        self.sets = sets
        self.pods = pods
        self.isFoundByName = isFoundByName
        self.isCountHeld = isCountHeld
    }
}

extension ShiftRecord {
    /// The part of a record that decides what comes next.
    public struct Progress: Hashable, Sendable {
        public var direction: Direction
        public let steps: [Int]
        public var step: Int
        public let origin: String
        public let history: Set<String>

        public init(
            direction: Direction = .forward, steps: [Int], step: Int = 0, origin: String, history: Set<String>
        ) {
            self.direction = direction
            self.steps = steps
            self.step = step
            self.origin = origin
            self.history = history
        }
    }

    var progress: Progress {
        Progress(direction: direction, steps: steps, step: step, origin: origin, history: history)
    }
}
