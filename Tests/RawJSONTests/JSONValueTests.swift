import RawJSON
import Reporting
import Testing

@Suite struct JSONValueTests {
    @Test func keepsUnknownFieldsAndKinds() throws {
        let text = #"{"a":[1,2.5,true,null,"x/y"],"big":9007199254740993,"z":{"k":""}}"#
        let value = try JSONValue(parsing: text.utf8, source: "test")
        #expect(String(decoding: try value.encoded(), as: UTF8.self) == text)
        #expect(value["big"]?.integer == 9_007_199_254_740_993)
    }

    @Test func pathsMakeAndRemoveMembers() {
        var value: JSONValue = ["spec": ["replicas": 1]]
        value[path: "spec", "template", "nodeSelector"] = ["kubernetes.io/arch": "arm64"]
        #expect(value[path: "spec", "template", "nodeSelector", "kubernetes.io/arch"]?.string == "arm64")
        value[path: "spec", "replicas"] = nil
        #expect(value[path: "spec", "replicas"] == nil)
        value[path: "status", "conditions", "x"] = nil
        #expect(value["status"] == nil)
        #expect(value[path: "spec", "template", "missing", "deeper"] == nil)
    }

    @Test func namesTheSourceOfBadText() {
        let failure = #expect(throws: Failure.self) { try JSONValue(parsing: "{".utf8, source: "config.json") }
        #expect(failure?.message.contains("config.json") == true)
        #expect(failure?.code == .invalidInput)
    }
}
