import KubernetesClient
import RawJSON

/// Settings of programs that are for one architecture only, in commands, arguments and variables.
struct RuntimeFlagCheck {
    /// Options of Java's virtual machine: elsewhere it does not start.
    /// Source: OpenJDK, src/hotspot/cpu/{x86,aarch64}/globals_{x86,aarch64}.hpp.
    private static let javaOptions: [String: Set<String>] = [
        "amd64": [
            "UseAVX", "UseSSE", "UseXMMForArrayCopy", "UseXMMForObjInit", "UseFastStosb", "UseUnalignedLoadStores",
            "UseIncDec", "UseNewLongLShift", "UseXmmI2D", "UseXmmI2F", "UseXmmLoadAndClearUpper",
            "UseXmmRegToRegMoveAll", "UseCountLeadingZerosInstruction", "UseCountTrailingZerosInstruction",
            "UseCLMUL", "UseBMI1Instructions", "UseBMI2Instructions", "UseRTMLocking", "UseRTMDeopt",
            "UseAddressNop", "UseStoreImmI16", "UseFastLEA",
        ],
        "arm64": [
            "UseLSE", "UseSVE", "UseSIMDForMemoryOps", "UseSIMDForArrayEquals", "UseBlockZeroing",
            "AvoidUnalignedAccesses", "UseNeon",
        ],
    ]
    private static let ignoring = "-XX:+IgnoreUnrecognizedVMOptions"

    /// Names of processor features in GODEBUG: others are complained of, and passed over.
    /// Source: Go, src/internal/cpu/cpu_{x86,arm64}.go.
    private static let goFeatures: [String: Set<String>] = [
        "amd64": [
            "adx", "aes", "avx", "avx2", "avx512f", "avx512bw", "avx512vl", "bmi1", "bmi2", "erms", "fma", "fsrm",
            "pclmulqdq", "popcnt", "rdtscp", "sha", "sse3", "sse41", "sse42", "ssse3",
        ],
        "arm64": ["aes", "pmull", "sha1", "sha2", "sha512", "crc32", "atomics", "cpuid", "isNeoverse"],
    ]

    /// How paths name architectures: Debian's library folders, Debian's Java.
    private static let pathWords: [String: [String]] = [
        "amd64": ["x86_64-linux-gnu", "openjdk-amd64"], "arm64": ["aarch64-linux-gnu", "openjdk-arm64"],
    ]

    private struct Setting {
        let container: String
        let place: String
        let text: String
        /// Whether the container's Java passes over options that it does not know.
        let isTolerant: Bool
    }

    private let settings: [Setting]
    private let target: String

    /// - Parameters:
    ///   - template: what the pods are made from.
    ///   - maps: the ConfigMaps that its variables come from, as far as they are known.
    ///   - target: the architecture that they go to.
    init(_ template: PodTemplate, maps: [KubernetesObject] = [], target: String) {
        self.target = target
        let data = Dictionary(
            maps.map { ($0.name, $0.json["data"]?.strings ?? [:]) }, uniquingKeysWith: { first, _ in first })
        settings = PodTemplate.containerLists.flatMap { template.spec[$0]?.array ?? [] }.flatMap { container in
            let texts = Self.texts(of: container, data)
            let isTolerant = texts.contains { $0.text.contains(Self.ignoring) }
            return texts.map { place, text in
                Setting(
                    container: container["name"]?.string ?? "", place: place, text: text, isTolerant: isTolerant)
            }
        }
    }

    /// The ConfigMaps that a template's variables come from.
    static func mapNames(_ template: PodTemplate) -> Set<String> {
        var names: Set<String> = []
        for container in PodTemplate.containerLists.flatMap({ template.spec[$0]?.array ?? [] }) {
            for variable in container["env"]?.array ?? [] {
                if let name = variable[path: "valueFrom", "configMapKeyRef", "name"]?.string { names.insert(name) }
            }
            for source in container["envFrom"]?.array ?? [] {
                if let name = source[path: "configMapRef", "name"]?.string { names.insert(name) }
            }
        }
        return names
    }

    /// Why programs would not start.
    var problems: [String] {
        settings.filter { !$0.isTolerant }.flatMap { setting in
            setting.text.split { $0 == " " || $0 == "," || $0.isNewline }.compactMap { word in
                guard let option = Self.javaOption(word),
                    let home = foreign(Self.javaOptions).first(where: { $0.value.contains(option) })?.key
                else { return nil }
                return
                    "the container \(setting.container) has \(word) in \(setting.place): Java on \(target) does not know this "
                    + "option of \(home), and does not start; remove it, or add \(Self.ignoring)"
            }
        }
    }

    /// What programs would complain of, or not find.
    var warnings: [String] {
        settings.flatMap { setting in
            let paths = foreign(Self.pathWords).flatMap(\.value).filter { setting.text.contains($0) }.map { word in
                "the container \(setting.container) names a path with \(word) in \(setting.place): an image for \(target) has "
                    + "it only when somebody made it there"
            }
            return paths + goWarnings(setting)
        }
    }

    private func goWarnings(_ setting: Setting) -> [String] {
        let isGo = setting.place == "GODEBUG" || setting.text.contains("GODEBUG=")
        guard isGo else { return [] }
        let own = Self.goFeatures[target] ?? []
        return setting.text.split { $0 == " " || $0 == "," || $0 == "=" }.compactMap { word in
            guard word.hasPrefix("cpu.") else { return nil }
            let feature = String(word.dropFirst(4))
            let isForeign = foreign(Self.goFeatures).contains { $0.value.contains(feature) } && !own.contains(feature)
            return isForeign
                ? "the container \(setting.container) has \(word) in \(setting.place): Go on \(target) does not know this feature, "
                    + "says so, and goes on" : nil
        }
    }

    private func foreign<Value>(_ table: [String: Value]) -> [String: Value] { table.filter { $0.key != target } }

    /// The option's name: `UseAVX` of `-XX:UseAVX=2`.
    private static func javaOption(_ word: Substring) -> String? {
        guard word.hasPrefix("-XX:") else { return nil }
        return String(word.dropFirst(4).drop { $0 == "+" || $0 == "-" }.prefix { $0 != "=" })
    }

    private static func texts(of container: JSONValue, _ maps: [String: [String: String]]) -> [(
        place: String, text: String
    )] {
        var texts: [(place: String, text: String)] = []
        for field in ["command", "args"] {
            let words = (container[field]?.array ?? []).compactMap(\.string)
            texts.append((field, words.joined(separator: " ")))
        }
        for variable in container["env"]?.array ?? [] {
            let name = variable["name"]?.string ?? ""
            let source = variable[path: "valueFrom", "configMapKeyRef"]
            let referred = source.flatMap { maps[$0["name"]?.string ?? ""]?[$0["key"]?.string ?? ""] }
            texts.append((name, variable["value"]?.string ?? referred ?? ""))
        }
        for source in container["envFrom"]?.array ?? [] {
            guard let map = source[path: "configMapRef", "name"]?.string else { continue }
            let prefix = source["prefix"]?.string ?? ""
            for (key, value) in (maps[map] ?? [:]).sorted(by: { $0.key < $1.key }) {
                texts.append((prefix + key + " (configmap/\(map))", value))
            }
        }
        return texts
    }
}
