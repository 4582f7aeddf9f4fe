import Reporting
import ScanModel

/// Base images that are known to be published for x86 only.
struct ImageKnowledgeCheck: PassageCheck {
    let rule = ImageKnowledge.rule

    func findings(in source: PassageSource) -> [Finding] {
        (source.dockerfile?.stages ?? []).compactMap { stage in
            guard !stage.isOnStage, !stage.hasTwin, let known = ImageKnowledge.find(stage.image.text) else {
                return nil
            }
            return Finding(
                rule, in: source.text, at: stage.image.offset, severity: stage.needsARM64 ? .blocker : .warning,
                message: "\(stage.image.text) is not published for arm64", remedy: known.remedy,
                reference: known.source)
        }
    }
}
