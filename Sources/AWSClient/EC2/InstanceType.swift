/// What EC2 says of an instance type (API: DescribeInstanceTypes).
public struct InstanceType: Hashable, Sendable, Codable {
    /// `m6g.xlarge`.
    public var name: String
    /// As EC2 names them: `x86_64`, `arm64`, `i386`.
    public var architectures: [String]
    public var vCPUs: Int
    public var memoryMiB: Int
    /// Disks of the machine itself, in GB; 0 for none.
    public var instanceStorageGB: Int
    /// EC2's words: `Up to 10 Gigabit`.
    public var networkPerformance: String
    /// What the network gives all the time, in Gbit/s; nil where EC2 does not say.
    public var baselineGbps: Double?
    /// What EBS volumes give all the time, in Gbit/s; nil where EC2 does not say.
    public var volumeGbps: Double?
    public var isCurrentGeneration: Bool
    public var isBareMetal: Bool
    /// Whether its CPU works on credits, as T types do.
    public var isBurstable: Bool
    /// GPUs, and what they are.
    public var gpus: Int
    /// FPGAs, and chips for machine learning.
    public var otherAccelerators: Int

    /// - Parameters: as the properties.
    public init(
        name: String, architectures: [String], vCPUs: Int, memoryMiB: Int, instanceStorageGB: Int = 0,
        networkPerformance: String = "", baselineGbps: Double? = nil, volumeGbps: Double? = nil,
        isCurrentGeneration: Bool = true, isBareMetal: Bool = false, isBurstable: Bool = false, gpus: Int = 0,
        otherAccelerators: Int = 0
    ) {
        self.name = name
        self.architectures = architectures
        self.vCPUs = vCPUs
        self.memoryMiB = memoryMiB
        self.instanceStorageGB = instanceStorageGB
        self.networkPerformance = networkPerformance
        self.baselineGbps = baselineGbps
        self.volumeGbps = volumeGbps
        self.isCurrentGeneration = isCurrentGeneration
        self.isBareMetal = isBareMetal
        self.isBurstable = isBurstable
        self.gpus = gpus
        self.otherAccelerators = otherAccelerators
    }
}
