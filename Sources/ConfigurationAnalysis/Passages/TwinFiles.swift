import Reporting
import ScanModel

/// Files that are there once for x86 and once for arm64: `Dockerfile.amd64` beside `Dockerfile.arm64`.
enum TwinFiles {
    /// - Returns: what was found, without what is in files that have a twin for arm64.
    static func judge(_ facts: [FileFact<[Finding]>]) -> Judgement {
        let forARM64 = Set(
            facts.filter { ArchitectureWords.namesARM64($0.path) }.map { ArchitectureWords.removing(from: $0.path) })
        let alone = facts.filter { fact in
            ArchitectureWords.namesARM64(fact.path)
                || !forARM64.contains(ArchitectureWords.removing(from: fact.path))
        }
        return Judgement(findings: alone.flatMap { $0.fact })
    }
}
