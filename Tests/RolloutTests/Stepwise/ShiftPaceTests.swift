import KubernetesClient
import Platforms
import RawJSON
import Reporting
import Rollout
import Testing

@Suite struct ShiftPaceTests {
    @Test(arguments: [[], [0, 100], [50, 50], [60, 40], [101]])
    func stepsThatLeadNowhere(_ steps: [Int]) {
        let failure = #expect(throws: Failure.self) { try ShiftPace(steps: steps) }
        #expect(failure?.code == .usage)
    }

    @Test func theLastStepIsEverything() throws {
        #expect(try ShiftPace(steps: [25]).steps == [25, 100])
    }

    @Test(arguments: [("http://shop/health?x=1", true), ("shop/health", false), ("ftp://shop/", false)])
    func addressesToBeCalled(_ url: String, _ isGood: Bool) {
        #expect(((try? ShiftCheck(url: url)) != nil) == isGood)
    }
}
