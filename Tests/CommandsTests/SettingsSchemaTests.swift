import Commands
import FoundationEssentials
import RawJSON
import Testing

@Suite struct SettingsSchemaTests {
    /// The file in the repository is what the program prints: `make docs` writes it anew.
    @Test func thePublishedSchemaIsThePrograms() throws {
        let checkout = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
        let published = try String(contentsOfFile: checkout + "/docs/mixarch.schema.json", encoding: .utf8)
        #expect(try SettingsSchema.text() == published)
    }

    @Test func unknownSettingsAreErrorsOnEveryLevel() throws {
        func check(_ schema: JSONValue, _ name: String) {
            guard let properties = schema["properties"]?.object else { return }
            #expect(schema["additionalProperties"] == false, "\(name)")
            for (key, child) in properties {
                #expect(child["description"]?.string?.isEmpty == false, "\(name).\(key)")
                check(child, name + "." + key)
            }
        }
        check(SettingsSchema.json, "")
        #expect(SettingsSchema.json["required"] == ["image"])
    }
}
