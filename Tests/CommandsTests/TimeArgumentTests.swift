import Commands
import Testing

@Suite struct TimeArgumentTests {
    @Test(
        arguments: [
            ("90", 90), ("90s", 90), ("5m", 300), ("1h", 3600), ("0", 0), ("0s", 0), ("604800", 604_800),
            ("", nil), ("s", nil), ("m", nil), ("5 m", nil), ("5M", nil), ("5d", nil), ("1.5m", nil),
            ("1m30s", 90), ("1h30m", 5400), ("1h0m5s", 3605), ("168h", 604_800), ("168h1s", nil),
            ("30s1m", nil), ("1m1m", nil), ("1m30", nil), ("1mm", nil), ("+5s", nil),
            ("-5s", nil), ("-5", nil), ("604801", nil), ("99999999999999999999", nil), ("٥", nil),
        ] as [(String, Int?)])
    func aTimeIsSecondsOrHasAUnit(text: String, seconds: Int?) {
        #expect(TimeArgument(argument: text)?.duration == seconds.map { Duration.seconds($0) })
    }

    @Test(
        arguments: [
            (0, "0s"), (10, "10s"), (90, "1m30s"), (600, "10m"), (1800, "30m"), (3600, "1h"), (5400, "1h30m"),
        ])
    func aDefaultIsShownInItsUnits(seconds: Int, text: String) {
        #expect(TimeArgument(.seconds(seconds)).defaultValueDescription == text)
    }
}
