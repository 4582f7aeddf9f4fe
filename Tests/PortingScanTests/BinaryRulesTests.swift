import PortingScan
import ScanModel
import Testing

@Suite struct BinaryRulesTests {
    @Test func everyRuleIsWhole() {
        let rules = BinaryRules.all
        #expect(Set(rules.map { $0.id }).count == rules.count)
        for rule in rules {
            #expect(rule.id.allSatisfy { $0.isLowercase || $0 == "-" })
            for text in [rule.title, rule.why, rule.remedy, rule.before, rule.after] { #expect(!text.isEmpty) }
            #expect(rule.reference?.hasPrefix("https://") != false)
        }
    }
}
