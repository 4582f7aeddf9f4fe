import ScanModel

/// All that is known of the packages that projects use.
package enum DependencyAnalyses {
    package static let all = all(index: nil)

    /// - Parameters:
    ///   - index: asked about every Python package, when it is given.
    ///   - libc: the C library of the system that Python packages are installed on.
    package static func all(index: (any PackageIndex)?, libc: PlatformTag.Libc = .glibc) -> [any Analysis] {
        [
            MavenAnalysis(), DotNetAnalysis(), ConanAnalysis(), NPMAnalysis(), GoModAnalysis(), CargoAnalysis(),
            GemAnalysis(), ComposerAnalysis(), InstallAnalysis(), PythonAnalysis(index: index, libc: libc),
        ]
    }
}
