import PortingScan
import ScanModel
import Testing

@Suite struct RuleCatalogueTests {
    private static let rules = RuleCatalogue.standard.rules

    @Test func idsAreUniqueAndSorted() {
        let ids = Self.rules.map { $0.id }
        #expect(Set(ids).count == ids.count, "\(ids.filter { id in ids.count { $0 == id } > 1 })")
        #expect(ids == ids.sorted())
    }

    @Test(arguments: rules)
    func everyRuleIsComplete(rule: Rule) {
        #expect(
            !rule.id.isEmpty
                && rule.id.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 })
        #expect(!rule.id.hasPrefix("-") && !rule.id.hasSuffix("-") && !rule.id.contains("--"))
        for text in [rule.title, rule.why, rule.remedy, rule.before, rule.after] {
            #expect(!text.allSatisfy { $0.isWhitespace })
        }
        #expect(rule.before != rule.after)
        if let reference = rule.reference { #expect(reference.hasPrefix("https://")) }
    }

    @Test(arguments: [
        ("java-os-arhc", "java-os-arch"), ("os-arch", "java-os-arch"), ("IGNORE", "ignore-without-reason"),
    ])
    func namesThatMayBeMeant(word: String, meant: String) {
        #expect(RuleCatalogue.standard[word] == nil)
        #expect(RuleCatalogue.standard.names(near: word).contains(meant))
        #expect(RuleCatalogue.standard[meant]?.id == meant)
    }

    @Test func nothingIsNearNonsense() {
        #expect(RuleCatalogue.standard.names(near: "qqqqqqqqqq").isEmpty)
        #expect(RuleCatalogue.standard.names(near: "").isEmpty)
    }
}
