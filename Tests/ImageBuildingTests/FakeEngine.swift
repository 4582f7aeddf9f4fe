import ArchiveIO
import FoundationEssentials
import ImageBuilding
import Platforms
import Reporting
import Synchronization

/// An engine that runs nothing: it keeps what it was asked for, and exports the files that the test says.
final class FakeEngine: BuildEngine {
    struct Asked: Sendable {
        let platform: Platform
        let target: String
        let dockerfile: [String]
    }

    let name = "fake"
    let runsEqualStepsOnce = false
    private let requests = Mutex<[Asked]>([])
    private let files: @Sendable (Platform) throws -> [LayerEntry]

    /// - Parameter files: what is exported when the engine builds for a platform; the paths begin with the copy's number.
    init(files: @escaping @Sendable (Platform) throws -> [LayerEntry]) { self.files = files }

    /// In the platforms' order: several may have been asked for at once.
    var asked: [Asked] {
        requests.withLock { $0 }.enumerated().sorted {
            ($0.element.platform.description, $0.offset) < ($1.element.platform.description, $1.offset)
        }.map(\.element)
    }

    func export(
        _ request: EngineRequest, to path: String, onLine: @escaping @Sendable (String) -> Void
    ) async throws {
        let text = String(decoding: FileManager.default.contents(atPath: request.dockerfile) ?? Data(), as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        requests.withLock {
            $0.append(Asked(platform: request.platform, target: request.target, dockerfile: lines))
        }
        onLine("exporting")
        _ = try await LayerWriter().write(try files(request.platform), to: path)
    }

    func image(
        _ request: EngineRequest, to folder: String, onLine: @escaping @Sendable (String) -> Void
    ) async throws {
        throw Failure(.bug, "no test builds images with this engine")
    }
}

/// Keeps what is reported.
final class Recorder: ProgressReporter {
    private let kept = Mutex<[ProgressEvent]>([])
    var events: [ProgressEvent] { kept.withLock { $0 } }
    func report(_ event: ProgressEvent) { kept.withLock { $0.append(event) } }
}

/// A ZIP archive with stored members, as `jar --no-compress` writes it.
func jar(_ members: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    func number(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(value >> (8 * $0) & 255) } }
    func checksum(_ bytes: [UInt8]) -> Int {
        var crc: UInt32 = .max
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc >> 1 ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        return Int(~crc)
    }
    var local: [UInt8] = []
    var central: [UInt8] = []
    for (name, bytes) in members {
        let header =
            number(20, 2) + number(0, 8) + number(checksum(bytes), 4) + number(bytes.count, 4) + number(bytes.count, 4)
            + number(name.utf8.count, 2) + number(0, 2)
        central += number(0x0201_4B50, 4) + number(20, 2) + header + number(0, 10) + number(local.count, 4) + name.utf8
        local += number(0x0403_4B50, 4) + header + name.utf8 + bytes
    }
    let end =
        number(0x0605_4B50, 4) + number(0, 4) + number(members.count, 2) + number(members.count, 2)
        + number(central.count, 4) + number(local.count, 4) + number(0, 2)
    return local + central + end
}
