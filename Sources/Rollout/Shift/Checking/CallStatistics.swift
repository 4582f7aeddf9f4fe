import HTTPTransport

/// How calls went: of the new pods, of the old ones, and of the Service in front of them.
struct CallStatistics: Sendable {
    enum Side: Hashable, Sendable {
        case new, old, service
    }

    /// One call; nil for one that failed.
    struct Call: Sendable {
        let side: Side
        let time: Duration?
    }

    private var times: [Side: [Duration]] = [:]
    private var failures: [Side: Int] = [:]

    mutating func add(_ calls: [Call]) {
        for call in calls {
            if let time = call.time {
                times[call.side, default: []].append(time)
            } else {
                failures[call.side, default: 0] += 1
            }
        }
    }

    private func count(_ side: Side) -> Int { (times[side]?.count ?? 0) + (failures[side] ?? 0) }

    /// The share of calls that failed; 0 when there was none.
    private func rate(_ side: Side) -> Double {
        let count = count(side)
        return count == 0 ? 0 : Double(failures[side] ?? 0) / Double(count)
    }

    private func median(_ side: Side) -> Duration? {
        let sorted = (times[side] ?? []).sorted()
        return sorted.isEmpty ? nil : sorted[sorted.count / 2]
    }

    /// - Parameter check: what is borne.
    /// - Returns: why the new pods are not good enough; nil when nothing speaks against them.
    func objection(_ check: ShiftCheck) -> String? {
        // What fails on both sides is no reason to go back.
        if rate(.new) > check.maxErrors, rate(.new) > rate(.old) {
            return "\(failures[.new] ?? 0) of \(count(.new)) calls of new pods failed, "
                + "\(failures[.old] ?? 0) of \(count(.old)) of old ones"
        }
        if rate(.service) > check.maxErrors {
            return "\(failures[.service] ?? 0) of \(count(.service)) calls of \(RedactedURL(check.url)) failed"
        }
        guard let limit = check.maxSlowdown, isComparable, let new = median(.new), let old = median(.old) else {
            return nil
        }
        guard new - old > ShiftCheck.noise, new / old > 1 + limit else { return nil }
        return "new pods answer in \(Self.words(new)), old ones in \(Self.words(old)) (median): "
            + "\(Int((new / old - 1) * 100)) % slower"
    }

    /// - Parameters:
    ///   - check: what is borne.
    ///   - isMixed: whether pods of both architectures run: only then there will be more to compare.
    /// - Returns: whether enough was seen to go on.
    func isEnough(for check: ShiftCheck, isMixed: Bool) -> Bool {
        count(.new) > 0 && count(.service) > 0 && (check.maxSlowdown == nil || isComparable || !isMixed)
    }

    private var isComparable: Bool {
        [Side.new, .old].allSatisfy { (times[$0]?.count ?? 0) >= ShiftCheck.samples }
    }

    /// How the two architectures compare, for people.
    var summary: String? {
        guard let new = median(.new), let old = median(.old) else { return nil }
        return "new pods: \(count(.new)) calls, \(failures[.new] ?? 0) failed, median \(Self.words(new)); "
            + "old pods: \(count(.old)) calls, \(failures[.old] ?? 0) failed, median \(Self.words(old))"
    }

    private static func words(_ duration: Duration) -> String {
        let tenths = Int((duration / Duration.milliseconds(1) * 10).rounded())
        return "\(tenths / 10).\(tenths % 10) ms"
    }
}
