import Platforms

/// Finds nodes whose programs are emulated, from what every node says of itself (API: v1 NodeSystemInfo).
///
/// A kernel runs programs of one 64-bit architecture by itself; those of another one it gives to an emulator. A virtual
/// machine that is emulated as a whole has a kernel of its own, and can't be told from a real one like this.
package enum EmulatedNodes {
    /// - Parameters:
    ///   - nodes: the nodes that pods run on.
    ///   - all: all nodes of the cluster.
    /// - Returns: why measurements on them mean nothing, in sentences; empty when nothing shows it.
    package static func evidence(of nodes: [ComparedNode], among all: [ComparedNode]) -> [String] {
        nodes.flatMap { node in
            [foreignKernel(node), sharedKernel(node, all)].compactMap(\.self).prefix(1)
        }
    }

    /// Distributions put the architecture into the kernel's version: `5.10.0-28-amd64`, `6.1.79-99.amzn2023.x86_64`.
    private static func foreignKernel(_ node: ComparedNode) -> String? {
        let words = node.kernelVersion.split { !($0.isLetter || $0.isNumber || $0 == "_") }
        guard let own = Architecture(node.architecture),
            let kernel = words.compactMap({ Architecture($0) }).first(where: { [.amd64, .arm64].contains($0) }),
            kernel != own
        else { return nil }
        return "node \(node.name) says that it is \(own), and its kernel is \(kernel)'s (\(node.kernelVersion)): "
            + "its programs are emulated"
    }

    private static func sharedKernel(_ node: ComparedNode, _ all: [ComparedNode]) -> String? {
        guard !node.bootID.isEmpty,
            let twin = all.first(where: {
                $0.bootID == node.bootID && $0.name != node.name && $0.architecture != node.architecture
            })
        else { return nil }
        // The same sentence whichever of them is asked about.
        let pair = [node, twin].sorted { $0.name < $1.name }.map { "\($0.name) (\($0.architecture))" }
        return "the nodes \(pair[0]) and \(pair[1]) run on one kernel "
            + "(boot ID \(node.bootID.prefix(8))…): programs of one of them are emulated"
    }
}
