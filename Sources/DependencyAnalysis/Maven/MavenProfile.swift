import ScanModel
import XML

/// A profile: declarations that hold under a condition.
struct MavenProfile: Sendable {
    let name: String
    /// Where its architecture is said, or where it begins.
    let place: Place
    let activation: Activation
    let declarations: MavenDeclarations

    /// When it holds.
    struct Activation: Sendable {
        let isDefault: Bool
        let system: String?
        let architecture: String?
        /// Whether something else decides too: a property, a file, the JDK.
        let hasOtherConditions: Bool
        let isForOtherSystem: Bool

        /// Whether it can't hold on Linux on arm64.
        var isRuledOut: Bool {
            guard let architecture else { return isForOtherSystem }
            let isNamed = ArchitectureWords.namesARM64(architecture)
            return isForOtherSystem || (architecture.hasPrefix("!") ? isNamed : !isNamed)
        }

        /// Whether it holds on Linux on arm64 because of the system or the architecture.
        var isChosenOnTarget: Bool {
            (system != nil || architecture != nil) && !hasOtherConditions && !isRuledOut
        }

        /// Whether it is for Linux on x86.
        var isForX86: Bool {
            guard let architecture, !architecture.hasPrefix("!") else { return false }
            return ArchitectureWords.namesX86(architecture) && !isForOtherSystem
        }
    }

    init(_ element: XMLElement, _ text: SourceText) {
        let condition = element.child("activation")
        let os = condition?.child("os")
        name = element.value("id") ?? ""
        place = Place(text, at: (os?.child("arch") ?? element).offset)
        let system = [os?.value("family"), os?.value("name")].compactMap { $0?.lowercased() }
        activation = Activation(
            isDefault: condition?.value("activeByDefault") == "true", system: system.first,
            architecture: os?.value("arch"),
            hasOtherConditions: condition?.children.contains { ["jdk", "property", "file"].contains($0.name) } == true,
            isForOtherSystem: system.contains { !Self.holdsOnLinux($0) })
        declarations = MavenDeclarations(element, text)
    }

    private static func holdsOnLinux(_ system: String) -> Bool {
        let isLinux = system.drop { $0 == "!" } == "unix" || system.contains("linux")
        return system.hasPrefix("!") ? !isLinux : isLinux
    }
}
