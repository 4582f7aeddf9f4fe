import AWSClient
import Reporting
import Testing

struct AWSFileTests {
    @Test func theDialect() throws {
        let file = try AWSFile(
            parsing: """
                \u{FEFF}# a comment
                ; another one
                [default]
                region=us-west-2
                output = json   # behind a value
                aws_secret_access_key = ab/c+d#e;f=g:h

                [profile "my own"]  # words
                  Role_ARN = arn:aws:iam::1:role/a
                s3 =
                  max_concurrent_requests = 20
                  addressing_style = path
                credential_process = /bin/keys --name "a b" --color=no
                [services lab]
                eks =
                  endpoint_url = http://127.0.0.1:1
                [sso-session corp]
                sso_region: eu-west-1
                [profile my own]
                region = us-east-1
                """, path: "config")
        #expect(file.sections["default"]?.values["region"] == "us-west-2")
        #expect(file.sections["default"]?.values["output"] == "json")
        #expect(file.sections["default"]?.values["aws_secret_access_key"] == "ab/c+d#e;f=g:h")
        let own = try #require(file.sections["profile my own"])
        #expect(own.values["role_arn"] == "arn:aws:iam::1:role/a" && own.values["region"] == "us-east-1")
        #expect(own.nested["s3"] == ["max_concurrent_requests": "20", "addressing_style": "path"])
        #expect(own.values["credential_process"] == "/bin/keys --name \"a b\" --color=no")
        #expect(file.sections["services lab"]?.nested["eks"] == ["endpoint_url": "http://127.0.0.1:1"])
        #expect(file.sections["sso-session corp"]?.values["sso_region"] == "eu-west-1")
    }

    @Test(arguments: [("region = a", 1), ("[default]\nsecret", 2), ("[default\nregion = a", 1)])
    func whatMakesNoSenseIsSaidWithoutItsContent(_ text: String, _ line: Int) {
        #expect {
            try AWSFile(parsing: text, path: "config")
        } throws: { error in
            let message = "\(error)"
            return message.contains("config:\(line):") && !message.contains("secret")
        }
    }

    @Test(arguments: [
        ("a  b", ["a", "b"]), ("'a b' \"c d\"", ["a b", "c d"]), (#"a\ b "c\"d" "e\f""#, ["a b", "c\"d", "e\\f"]),
        (#"'a\b' x""y"#, [#"a\b"#, "xy"]), ("''", [""]), ("", []),
    ])
    func words(_ text: String, _ words: [String]) {
        #expect(ShellWords.split(text) == words)
    }

    @Test(arguments: ["'a", "a\\", "\"b"]) func openQuotationsAreNoWords(_ text: String) {
        #expect(ShellWords.split(text) == nil)
    }
}
