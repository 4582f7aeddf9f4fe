import ScanModel

/// A package, or a classifier of one, that holds the native code for one platform.
struct NativeVariant {
    /// The same for all platforms.
    let package: String
    /// What chooses the platform: a classifier, or the package's own name.
    let variant: String
    let isForARM64: Bool
    let isForX86Linux: Bool
    /// Whether it is the package's own name that says so.
    let isNamed: Bool
    /// Whether nothing works without the native code.
    let isNeeded: Bool
    /// Where the variants are listed in public.
    let reference: String?

    /// Classifiers that say "linux" and mean x86-64, by group.
    private static let unnamed: [String: (classifier: String, reference: String)] = [
        "org.lwjgl": ("natives-linux", "https://www.lwjgl.org/customize"),
        "org.openjfx": ("linux", "https://github.com/openjfx/javafx-gradle-plugin"),
    ]

    /// Groups of libraries that are nothing without their native code.
    private static let needed = ["org.eclipse.swt", "org.lwjgl", "org.openjfx"]
    private static let neededPackages = ["org.eclipse.platform:org.eclipse.swt."]

    /// - Returns: nil when the package is the same for all platforms.
    init?(_ dependency: DeclaredDependency) {
        if let classifier = dependency.classifier {
            let unnamed = Self.unnamed[dependency.group].flatMap { $0.classifier == classifier ? $0 : nil }
            self.init(
                classifier, of: dependency, package: dependency.name, isX86: unnamed != nil,
                reference: unnamed?.reference)
        } else {
            self.init(
                dependency.artifact, of: dependency, package: ArchitectureWords.removing(from: dependency.name),
                isX86: false,
                reference: nil)
        }
    }

    private init?(
        _ text: String, of dependency: DeclaredDependency, package: String, isX86: Bool, reference: String?
    ) {
        isForARM64 = ArchitectureWords.namesARM64(text)
        isForX86Linux =
            isX86 || (ArchitectureWords.namesX86(text) && !ArchitectureWords.namesOtherSystem(text) && !isForARM64)
        guard isForARM64 || isForX86Linux else { return nil }
        self.package = package
        variant = text
        isNamed = dependency.classifier == nil
        isNeeded =
            Self.needed.contains { dependency.group == $0 || dependency.group.hasPrefix($0 + ".") }
            || Self.neededPackages.contains { dependency.name.hasPrefix($0) }
        self.reference = reference
    }
}
