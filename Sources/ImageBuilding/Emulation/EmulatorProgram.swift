import BinaryInspection
import FoundationEssentials
import Glibc
import Platforms

/// QEMU's user mode programs on this machine.
enum EmulatorProgram {
    private static let names: [Architecture: String] = [
        .amd64: "x86_64", .arm64: "aarch64", .i386: "i386", .arm: "arm", .ppc64le: "ppc64le", .s390x: "s390x",
        .riscv64: "riscv64", .loong64: "loongarch64", .mips64le: "mips64el",
    ]

    /// What QEMU calls an architecture.
    static func qemuName(of architecture: Architecture) -> String? { names[architecture] }

    /// Looks for an emulator that works in containers: one that needs no library and no loader.
    /// - Parameters:
    ///   - architecture: whose programs it runs.
    ///   - root: the folder that paths begin at; empty for this machine's own.
    /// - Returns: its absolute path, without the root.
    static func find(_ architecture: Architecture, root: String = "") -> String? {
        guard let name = qemuName(of: architecture) else { return nil }
        let candidates =
            ["/usr/libexec/qemu-binfmt/\(name)-binfmt-P"]
            + ["/usr/bin", "/usr/local/bin"].flatMap { ["\($0)/qemu-\(name)-static", "\($0)/qemu-\(name)"] }
        return candidates.first { isStatic(root + $0) }
    }

    private static func isStatic(_ path: String) -> Bool {
        guard access(path, X_OK) == 0, let file = FileManager.default.contents(atPath: path),
            let image = BinaryImage.inspect([UInt8](file.prefix(BinaryImage.prefixLength)))
        else { return false }
        return image.kind != .object && image.interpreter == nil && image.runs(on: .host)
    }
}
