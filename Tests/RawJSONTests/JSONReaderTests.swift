import FoundationEssentials
import RawJSON
import Reporting
import Testing

@Suite struct JSONReaderTests {
    private func value(_ text: String) throws -> JSONValue { try JSONValue(parsing: text.utf8, source: "test") }

    /// The same as Foundation's decoder says.
    @Test(arguments: [
        "null", " true ", "[false]", "0", "-0", "-12", "9223372036854775807", "9223372036854775808", "1.5", "-1e3",
        "1E-2", "1.0", "0.1e+1", "\"\"", #""\"\\\/\b\f\n\r\t""#, #""\u00e9\u20ac\ud83d\ude00""#, "\"é€😀\"", "{}", "[]",
        "[ 1 , [ 2 ] , { \"a\" : { } } ]", "{\"a\":1,\"b\":[{\"c\":null}]}", "{\"\":\"\"}", #"{"\u0061":"a\u0000b"}"#,
        "[123456789012345678901234567890]", "\t\r\n[1\n,2]\n",
    ])
    func readsWhatFoundationReads(_ text: String) throws {
        #expect(try value(text) == JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)))
    }

    @Test(arguments: [
        "", " ", "nul", "nulll", "[", "]", "[1,]", "[,1]", "[1 2]", "{", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}",
        "{'a':1}", "01", "-", "+1", ".5", "1.", "1e", "1e+", "0x1", "1e999", "NaN", "\"", "\"\\\"", "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12g4\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"a\nb\"", "\"a\\n\nb\"", "1 1", "[1]]",
        "/**/1",
        "\"\\u１２３４\"",
    ])
    func refusesWhatIsNone(_ text: String) {
        let failure = #expect(throws: Failure.self) { try value(text) }
        #expect(failure?.code == .invalidInput)
    }

    @Test func bytesThatAreNoUnicodeAreRefused() {
        for bytes: [UInt8] in [[0x22, 0xFF, 0x22], [0x22, 0x5C, 0x6E, 0xC0, 0x80, 0x22], [0xFE, 0xFF, 0x00, 0x31]] {
            #expect(throws: Failure.self) { try JSONValue(parsing: bytes, source: "test") }
        }
    }

    @Test func aMarkBeforeTheTextIsPassedOver() throws {
        #expect(try JSONValue(parsing: [0xEF, 0xBB, 0xBF, 0x31], source: "test") == 1)
    }

    @Test func theLastOfEqualNamesCounts() throws {
        #expect(try value(#"{"a":1,"a":2}"#)["a"] == 2)
    }

    @Test func depthIsBounded() throws {
        let deep = String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
        #expect(try value(deep).array?.count == 1)
        #expect(throws: Failure.self) { try value(String(repeating: "[", count: 100_000)) }
        #expect(throws: Failure.self) { try value(String(repeating: "{\"a\":", count: 100_000)) }
    }

    @Test func theMistakesPlaceIsSaid() {
        let failure = #expect(throws: Failure.self) { try value("[1, x]") }
        #expect(failure?.message == "test is not valid JSON (at byte 5)")
    }
}
