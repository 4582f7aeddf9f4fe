import KubernetesClient
import RawJSON

/// Options of Java's virtual machine that exist on one architecture only: elsewhere it does not start.
///
/// Source: OpenJDK, src/hotspot/cpu/{x86,aarch64}/globals_{x86,aarch64}.hpp.
enum RuntimeFlagCheck {
    private static let onlyThere: [String: Set<String>] = [
        "amd64": [
            "UseAVX", "UseSSE", "UseXMMForArrayCopy", "UseXMMForObjInit", "UseFastStosb", "UseUnalignedLoadStores",
            "UseIncDec", "UseNewLongLShift", "UseXmmI2D", "UseXmmI2F", "UseXmmLoadAndClearUpper",
            "UseXmmRegToRegMoveAll",
            "UseCLMUL", "UseBMI1Instructions", "UseBMI2Instructions", "UseRTMLocking", "UseRTMDeopt",
            "UseAddressNop", "UseStoreImmI16", "UseFastLEA",
        ],
        "arm64": [
            "UseLSE", "UseSVE", "UseSIMDForMemoryOps", "UseSIMDForArrayEquals", "UseBlockZeroing",
            "AvoidUnalignedAccesses", "UseNeon",
        ],
    ]
    private static let ignoring = "-XX:+IgnoreUnrecognizedVMOptions"

    /// - Parameters:
    ///   - template: what the pods are made from.
    ///   - target: the architecture that they go to.
    /// - Returns: why their programs would not start.
    static func problems(of template: PodTemplate, target: String) -> [String] {
        let foreign = onlyThere.filter { $0.key != target }
        var problems: [String] = []
        for list in PodTemplate.containerLists {
            for container in template.spec[list]?.array ?? [] {
                let texts = texts(of: container)
                guard !texts.contains(where: { $0.text.contains(ignoring) }) else { continue }
                for (place, text) in texts {
                    for word in text.split(whereSeparator: { $0 == " " || $0 == "," || $0.isNewline }) {
                        guard let option = option(word),
                            let home = foreign.first(where: { $0.value.contains(option) })?.key
                        else { continue }
                        problems.append(
                            "the container \(container["name"]?.string ?? "") has \(word) in \(place): Java on \(target) does "
                                + "not know this option of \(home), and does not start; remove it, or add \(ignoring)")
                    }
                }
            }
        }
        return problems
    }

    /// The option's name: `UseAVX` of `-XX:UseAVX=2`.
    private static func option(_ word: Substring) -> String? {
        guard word.hasPrefix("-XX:") else { return nil }
        return String(word.dropFirst(4).drop { $0 == "+" || $0 == "-" }.prefix { $0 != "=" })
    }

    private static func texts(of container: JSONValue) -> [(place: String, text: String)] {
        var texts: [(place: String, text: String)] = []
        for field in ["command", "args"] {
            let words = (container[field]?.array ?? []).compactMap(\.string)
            texts.append((field, words.joined(separator: " ")))
        }
        for variable in container["env"]?.array ?? [] {
            texts.append((variable["name"]?.string ?? "", variable["value"]?.string ?? ""))
        }
        return texts
    }
}
