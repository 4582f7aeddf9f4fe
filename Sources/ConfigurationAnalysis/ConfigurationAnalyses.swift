import ScanModel

/// All that is known of files that say how programs are built, shipped and run.
package enum ConfigurationAnalyses {
    package static let all: [any Analysis] = [
        PassageAnalysis(), TreeAnalysis(), CloudCodeAnalysis(), BuildFileAnalysis(),
        PackagingAnalysis(), MultiarchPathAnalysis(), ConfigGuessAnalysis(), DeploymentAnalysis(),
    ]
}
