import RawJSON
import Reporting
import Rollout
import Testing

@Suite struct MetricConditionTests {
    @Test(arguments: [
        ("errors < 0.5", "errors", 0.4, 0.5), ("errors<=0.5", "errors", 0.5, 0.6),
        (" a{b=\"<\"} >= 1 ", "a{b=\"<\"}", 1, 0.9),
        ("sum(a > 1) > 2", "sum(a > 1)", 3, 2), ("a / b < 1e-3", "a / b", 0.0009, 0.001), ("a > -1", "a", 0, -1),
    ])
    func conditionsAreQueriesWithABound(_ text: String, _ query: String, _ good: Double, _ bad: Double) throws {
        let condition = try MetricCondition(parsing: text)
        #expect(condition.query == query)
        func answer(_ value: Double) -> JSONValue {
            ["status": "success", "data": ["resultType": "scalar", "result": [1, .string("\(value)")]]]
        }
        #expect(try MetricReading(answer(good), for: condition) == .holds)
        #expect(try MetricReading(answer(bad), for: condition) == .broken(bad))
    }

    @Test(arguments: ["", "errors", "< 1", "errors < many", "errors == 1", "errors < bool 1", "errors < inf"])
    func others(_ text: String) {
        let failure = #expect(throws: Failure.self) { try MetricCondition(parsing: text) }
        #expect(failure?.code == .usage)
    }

    private func vector(_ values: String...) -> JSONValue {
        let samples = values.map { JSONValue.object(["metric": [:], "value": [1, .string($0)]]) }
        return ["status": "success", "data": ["resultType": "vector", "result": .array(samples)]]
    }

    @Test func everyValueHasToBeWithinTheBound() throws {
        let condition = try MetricCondition(parsing: "a < 1")
        #expect(try MetricReading(vector("0", "0.5"), for: condition) == .holds)
        #expect(try MetricReading(vector("0", "2"), for: condition) == .broken(2))
        #expect(try MetricReading(vector("NaN", "0"), for: condition) == .holds)
        #expect(try MetricReading(vector("NaN"), for: condition) == .missing)
        #expect(try MetricReading(vector(), for: condition) == .missing)
        #expect(try MetricReading(vector("+Inf"), for: condition) == .broken(.infinity))
    }

    @Test func refusalsAreTold() throws {
        let condition = try MetricCondition(parsing: "a[1m] < 1")
        let matrix: JSONValue = ["status": "success", "data": ["resultType": "matrix", "result": []]]
        #expect(throws: Failure.self) { try MetricReading(matrix, for: condition) }
        let failure = #expect(throws: Failure.self) {
            try MetricReading(["status": "error", "error": "parse error: oh"], for: condition)
        }
        #expect(failure?.message.contains("parse error: oh") == true)
    }
}
