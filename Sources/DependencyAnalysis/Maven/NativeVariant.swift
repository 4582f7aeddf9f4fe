import ScanModel

/// A package, or a classifier of one, that holds the native code for one platform.
struct NativeVariant {
    /// The same for all platforms.
    let package: String
    /// What chooses the platform: a classifier, or the package's own name.
    let variant: String
    let isForARM64: Bool
    let isForX86Linux: Bool
    /// Where the variants are listed in public.
    let reference: String?

    /// Classifiers that say "linux" and mean x86-64, by group.
    private static let unnamed: [String: (classifier: String, reference: String)] = [
        "org.lwjgl": ("natives-linux", "https://www.lwjgl.org/customize"),
        "org.openjfx": ("linux", "https://github.com/openjfx/javafx-gradle-plugin"),
    ]

    /// - Returns: nil when the package is the same for all platforms.
    init?(_ dependency: DeclaredDependency) {
        if let classifier = dependency.classifier {
            let unnamed = Self.unnamed[dependency.group].flatMap { $0.classifier == classifier ? $0 : nil }
            self.init(
                classifier, package: dependency.name, isX86: unnamed != nil, reference: unnamed?.reference)
        } else {
            self.init(
                dependency.artifact, package: ArchitectureWords.removing(from: dependency.name), isX86: false,
                reference: nil)
        }
    }

    private init?(_ text: String, package: String, isX86: Bool, reference: String?) {
        isForARM64 = ArchitectureWords.namesARM64(text)
        isForX86Linux =
            isX86 || (ArchitectureWords.namesX86(text) && !ArchitectureWords.namesOtherSystem(text) && !isForARM64)
        guard isForARM64 || isForX86Linux else { return nil }
        self.package = package
        variant = text
        self.reference = reference
    }
}
