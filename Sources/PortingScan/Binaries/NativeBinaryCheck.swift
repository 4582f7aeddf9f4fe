import Platforms
import Reporting
import ScanModel

/// x86 programs and libraries without a twin for the target.
struct NativeBinaryCheck: Sendable {
    let target: Platform

    private static let reference =
        "https://github.com/aws/aws-graviton-getting-started/blob/main/java.md#looking-for-x86-shared-objects-in-jars"

    /// - Parameter natives: every Linux program and library in the tree.
    func findings(in natives: [NativeBinary]) -> [Finding] {
        let twins = natives.filter { $0.architecture == target.architecture }
        let inArchives = Set(twins.compactMap { $0.keyInArchive })
        let inTree = Set(twins.map { $0.keyInTree })
        return natives.filter { $0.isX86 && $0.architecture != target.architecture }.compactMap { native in
            let hasTwin =
                native.keyInArchive.map { inArchives.contains($0) } == true || inTree.contains(native.keyInTree)
            return hasTwin ? nil : finding(native)
        }
    }

    private func finding(_ native: NativeBinary) -> Finding {
        let architecture = native.architecture.kernelName
        return switch native.role {
        case .loaded:
            Finding(
                rule: "native-binary", severity: .blocker, file: native.path,
                message: "a Linux program or library for \(architecture), and none for \(target.architecture)",
                remedy: native.keyInArchive == nil
                    ? "build it for \(target), or get it for \(target) from where it came from"
                    : "use a version of the archive that has the library for \(target) too",
                reference: native.keyInArchive == nil ? nil : Self.reference)
        case .staticLibrary:
            Finding(
                rule: "static-library", severity: .blocker, file: native.path,
                message: "a static library for \(architecture), and none for \(target.architecture)",
                remedy: "build it for \(target)")
        case .objectFile:
            Finding(
                rule: "object-file", severity: .note, file: native.path,
                message: "an object file for \(architecture), probably left by a build",
                remedy: "leave build output out of what is shipped")
        }
    }
}
