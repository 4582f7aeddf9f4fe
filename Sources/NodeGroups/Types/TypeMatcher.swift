import AWSClient

/// Finds the arm64 types that can do what an x86 type does, from what EC2 says of both.
struct TypeMatcher {
    /// Every type that the region has.
    let types: [InstanceType]
    /// The zones that have a type, of those that the cluster is in.
    let zones: [String: Set<String>]

    /// As near as sizes count as the same: EC2's own numbers differ in the last digits.
    private static let tolerance = 0.95

    /// - Parameter source: an x86 type.
    /// - Returns: what fits, the best first.
    func equivalents(of source: InstanceType) -> Equivalents {
        var candidates = types.filter { $0.architectures.contains("arm64") && $0.isCurrentGeneration }
        /// Narrows the candidates down; the first condition that leaves none is the reason.
        var reason: String?
        func narrow(_ why: @autoclosure () -> String, _ condition: (InstanceType) -> Bool) {
            guard reason == nil else { return }
            let left = candidates.filter(condition)
            if left.isEmpty { reason = why() } else { candidates = left }
        }
        narrow("the region has no arm64 type") { _ in true }
        narrow(source.isBareMetal ? "no arm64 type here is bare metal" : "all arm64 types here are bare metal") {
            $0.isBareMetal == source.isBareMetal
        }
        narrow("no arm64 type here has \(source.gpus) GPUs") {
            source.gpus == 0 ? $0.gpus == 0 : $0.gpus >= source.gpus
        }
        narrow("no arm64 type here has its accelerators") {
            source.otherAccelerators == 0 ? $0.otherAccelerators == 0 : $0.otherAccelerators >= source.otherAccelerators
        }
        narrow("no arm64 type here has \(source.instanceStorageGB) GB of disks of its own") {
            source.instanceStorageGB == 0
                ? $0.instanceStorageGB == 0
                : Double($0.instanceStorageGB) >= Self.tolerance * Double(source.instanceStorageGB)
        }
        if !source.isBurstable { narrow("all that is left works on CPU credits") { !$0.isBurstable } }
        let largest = candidates.max { ($0.vCPUs, $0.memoryMiB) < ($1.vCPUs, $1.memoryMiB) }
        narrow("the largest that is left, \(largest.map(Self.size) ?? "none"), is smaller than \(Self.size(source))") {
            $0.vCPUs >= source.vCPUs && Double($0.memoryMiB) >= Self.tolerance * Double(source.memoryMiB)
        }
        let smallest = candidates.min { ($0.vCPUs, $0.memoryMiB) < ($1.vCPUs, $1.memoryMiB) }
        narrow(
            "the next larger that is left, \(smallest.map(Self.size) ?? "none"), is more than twice as large as \(Self.size(source))"
        ) {
            $0.vCPUs <= 2 * source.vCPUs && Double($0.memoryMiB) * Self.tolerance <= Double(2 * source.memoryMiB)
        }
        if reason == nil, !candidates.contains(where: { zones[$0.name]?.isEmpty == false }) {
            reason = "what would fit (\(Self.names(candidates))) is not offered in the cluster's zones"
        }
        guard reason == nil else { return Equivalents(source: source.name, matches: [], reason: reason) }
        let offered = candidates.filter { zones[$0.name]?.isEmpty == false }
        let matches = best(of: offered, for: source).map { type in
            TypeMatch(
                type: type.name, vCPUs: type.vCPUs, memoryMiB: type.memoryMiB,
                zones: (zones[type.name] ?? []).sorted(), differences: Self.differences(of: type, from: source))
        }
        return Equivalents(source: source.name, matches: matches, reason: nil)
    }

    /// The smallest that are large enough; of these what is most like the source; the newest first.
    private func best(of candidates: [InstanceType], for source: InstanceType) -> [InstanceType] {
        let own = InstanceFamily(of: source.name)
        var best = candidates
        /// Keeps what meets a wish, if anything does.
        func prefer(_ wish: (InstanceType) -> Bool) {
            let left = best.filter(wish)
            if !left.isEmpty { best = left }
        }
        if source.isBurstable { prefer(\.isBurstable) }
        let vCPUs = best.map(\.vCPUs).min() ?? 0
        prefer { $0.vCPUs == vCPUs }
        let memory = Double(best.map(\.memoryMiB).min() ?? 0)
        prefer { Double($0.memoryMiB) * Self.tolerance <= memory }
        prefer { Self.hasTheNetwork($0, of: source) }
        prefer { Self.hasTheVolumes($0, of: source) }
        prefer { InstanceFamily(of: $0.name).category == own.category }
        let plain = best.map { InstanceFamily(of: $0.name).flavours.subtracting(own.flavours).count }.min()
        prefer { InstanceFamily(of: $0.name).flavours.subtracting(own.flavours).count == plain }
        return best.sorted { left, right in
            let (l, r) = (InstanceFamily(of: left.name), InstanceFamily(of: right.name))
            return (r.generation, left.name) < (l.generation, right.name)
        }
    }

    private static func hasTheNetwork(_ type: InstanceType, of source: InstanceType) -> Bool {
        reaches(type.baselineGbps, source.baselineGbps)
    }

    private static func hasTheVolumes(_ type: InstanceType, of source: InstanceType) -> Bool {
        reaches(type.volumeGbps, source.volumeGbps)
    }

    /// Whether a type has what another one has, as far as EC2 says it of both.
    private static func reaches(_ given: Double?, _ wanted: Double?) -> Bool {
        guard let given, let wanted else { return true }
        return given >= tolerance * wanted
    }

    private static func differences(of type: InstanceType, from source: InstanceType) -> [String] {
        var differences: [String] = []
        if type.vCPUs != source.vCPUs { differences.append("\(type.vCPUs) vCPUs instead of \(source.vCPUs)") }
        if Double(type.memoryMiB) * tolerance > Double(source.memoryMiB) {
            differences.append("\(gibibytes(type.memoryMiB)) instead of \(gibibytes(source.memoryMiB))")
        }
        if !hasTheNetwork(type, of: source), let wanted = source.baselineGbps, let given = type.baselineGbps {
            differences.append("a network of \(given) Gbit/s instead of \(wanted)")
        }
        if !hasTheVolumes(type, of: source), let wanted = source.volumeGbps, let given = type.volumeGbps {
            differences.append("\(given) Gbit/s to EBS volumes instead of \(wanted)")
        }
        if source.isBurstable, !type.isBurstable { differences.append("no CPU credits: its full speed all the time") }
        return differences
    }

    private static func size(_ type: InstanceType) -> String {
        "\(type.name) with \(type.vCPUs) vCPUs and \(gibibytes(type.memoryMiB))"
    }

    private static func names(_ types: [InstanceType]) -> String {
        let names = types.map(\.name).sorted()
        return names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", …" : "")
    }

    private static func gibibytes(_ mebibytes: Int) -> String {
        mebibytes.isMultiple(of: 1024) ? "\(mebibytes / 1024) GiB" : "\(Double(mebibytes * 10 / 1024) / 10) GiB"
    }
}
