import ScanModel

/// All that is known of the packages that projects use.
package enum DependencyAnalyses {
    package static let all: [any Analysis] = [
        MavenAnalysis(), DotNetAnalysis(), ConanAnalysis(), NPMAnalysis(), GoModAnalysis(), CargoAnalysis(),
        GemAnalysis(), ComposerAnalysis(),
    ]
}
