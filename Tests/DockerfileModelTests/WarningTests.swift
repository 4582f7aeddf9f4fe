import DockerfileModel
import Reporting
import Testing

@Suite struct WarningTests {
    private func warnings(
        _ text: String, _ surroundings: Dockerfile.Surroundings = Dockerfile.Surroundings()
    ) throws -> [String] {
        try Dockerfile(parsing: text).warnings(surroundings).map { "\($0.position) \($0.rule.rawValue)" }
    }

    @Test(
        arguments: [
            ("FROM a AS Build\n", ["1:11 StageNameCasing"]), ("FROM a AS build\n", []),
            ("FROM a as build\n", ["1:8 FromAsCasing"]), ("from a as build\n", []),
            ("from a AS build\n", ["1:8 FromAsCasing"]),
            ("FROM a\nrun b\nRUN c\n", ["2:1 ConsistentInstructionCasing"]),
            ("from a\nrun b\nRUN c\n", ["3:1 ConsistentInstructionCasing"]),
            ("FROM a\nRun b\n", ["2:1 ConsistentInstructionCasing"]), ("from a\nrun b\n", []),
            ("FROM a AS b\nFROM c AS B\n", ["2:11 DuplicateStageName", "2:11 StageNameCasing"]),
            ("FROM a AS scratch\n", ["1:11 ReservedStageName"]), ("FROM a AS context\n", ["1:11 ReservedStageName"]),
            ("FROM --platform=$TARGETPLATFORM a\n", ["1:6 RedundantTargetPlatform"]),
            ("FROM --platform=${TARGETPLATFORM} a\n", ["1:6 RedundantTargetPlatform"]),
            ("FROM --platform=$BUILDPLATFORM a\n", []),
            ("FROM --platform=linux/amd64 a\n", ["1:6 FromPlatformFlagConstDisallowed"]),
            ("FROM --platform=linux/amd64 a AS build_amd64\n", []), ("FROM --platform=nonsense a\n", []),
            ("FROM a\nMAINTAINER b\n", ["2:1 MaintainerDeprecated"]),
            ("FROM a\nCMD b\n", ["2:1 JSONArgsRecommended"]), ("FROM a\nENTRYPOINT b\n", ["2:1 JSONArgsRecommended"]),
            ("FROM a\nCMD [\"b\"]\n", []),
            ("FROM a\nSHELL [\"x\"]\nCMD b\n", []), ("FROM a\nCMD [\"b\", ]\n", ["2:1 MalformedExecForm"]),
            ("FROM a\nRUN ['b']\n", ["2:1 MalformedExecForm"]),
            ("FROM a\nRUN [ -f x ] || y\n", []), ("FROM a\nHEALTHCHECK CMD b\n", []),
            ("FROM a\nENV b c\n", ["2:5 LegacyKeyValueFormat"]), ("FROM a\nLABEL b c\n", ["2:7 LegacyKeyValueFormat"]),
            ("FROM a\nENV b=c\n", []),
            ("FROM a\nCMD [\"b\"]\nCMD [\"c\"]\n", ["2:1 MultipleInstructionsDisallowed"]),
            (
                "FROM a\nENTRYPOINT [\"b\"]\nENTRYPOINT [\"c\"]\nENTRYPOINT [\"d\"]\n",
                ["2:1 MultipleInstructionsDisallowed", "3:1 MultipleInstructionsDisallowed"]
            ),
            ("FROM a\nHEALTHCHECK NONE\nHEALTHCHECK CMD b\n", ["2:1 MultipleInstructionsDisallowed"]),
            ("FROM a\nCMD [\"b\"]\nFROM a\nCMD [\"c\"]\n", []),
            ("FROM a\nRUN b \\\n\n c\n", ["3:1 NoEmptyContinuation"]),
            ("FROM a\nWORKDIR b\n", ["2:9 WorkdirRelativePath"]), ("FROM a\nWORKDIR /b\nWORKDIR c\n", []),
            ("FROM a\nWORKDIR $b\n", []),
            ("FROM a AS b\nWORKDIR /b\nFROM b\nWORKDIR c\n", []),
            ("FROM a AS b\nFROM b\nWORKDIR c\n", ["3:9 WorkdirRelativePath"]), ("FROM a\nWORKDIR c:\\x\n", []),
            ("FROM a\nEXPOSE 80/TCP\n", ["2:8 ExposeProtoCasing"]), ("FROM a\nEXPOSE 80/tcp 81\n", []),
            ("FROM a\nEXPOSE 80:80\n", ["2:8 ExposeInvalidFormat"]),
            ("FROM a\nARG PASSWORD\n", ["2:5 SecretsUsedInArgOrEnv"]),
            ("FROM a\nENV API_KEY=x GITHUB_TOKEN=y\n", ["2:5 SecretsUsedInArgOrEnv", "2:15 SecretsUsedInArgOrEnv"]),
            ("FROM a\nENV PUBLIC_KEY=x TOKEN_FILE=y KEYBOARD=z\n", []), ("ARG TOKEN\nFROM a\n", []),
            ("FROM $X\n", ["1:6 InvalidDefaultArgInFrom", "1:6 UndefinedArgInFrom"]),
            ("ARG X\nFROM $X\n", ["2:6 InvalidDefaultArgInFrom"]), ("ARG X=a\nFROM $X\n", []),
            ("ARG T=1\nFROM a:$TAG\n", ["2:6 InvalidDefaultArgInFrom", "2:6 UndefinedArgInFrom"]),
            ("FROM a:${V:-1}\n", ["1:6 UndefinedArgInFrom"]), ("FROM a-$TARGETARCH\n", []),
            ("ARG A=b\nARG B=$A:1\nFROM $B\n", []), ("FROM --platform=$NOPE a\n", ["1:6 UndefinedArgInFrom"]),
            // Variables of stages.
            ("FROM scratch\nCOPY $x /y\n", ["2:6 UndefinedVar"]), ("FROM scratch\nARG x\nCOPY $x /y\n", []),
            ("FROM scratch\nENV x=1\nCOPY ${x} /y\n", []),
            ("FROM scratch\nENV PATH=$PATH:/x\n", []),
            ("FROM scratch\nENV a=$b b=$a\n", ["2:7 UndefinedVar", "2:12 UndefinedVar"]),
            ("FROM scratch\nRUN $x\n", []), ("FROM scratch\nARG a=1 b=$a\n", []),
            ("FROM scratch\nARG b=$a a=1\n", ["2:7 UndefinedVar"]),
            ("FROM scratch\nLABEL a='$x'\n", []),
            ("FROM scratch AS a\nENV x=1\nARG y\nFROM a\nLABEL a=$x b=$y c=$z\n", ["5:19 UndefinedVar"]),
            ("FROM scratch\nCOPY <<A /b\n$x\nA\n", ["2:1 UndefinedVar"]), ("FROM scratch\nCOPY <<'A' /b\n$x\nA\n", []),
            ("FROM scratch\nCOPY --chown=$u a b\n", ["2:6 UndefinedVar"]),
            // What the base image sets isn't known; what is declared elsewhere, or nearly, is a slip.
            ("FROM a\nENV x=$JAVA_HOME\n", []), ("ARG VERSION=1\nFROM a\nLABEL v=$VERSION\n", ["3:9 UndefinedVar"]),
            ("FROM a\nLABEL v=$TARGETARCH\n", ["2:9 UndefinedVar"]),
            ("FROM a\nARG VERSION\nLABEL v=$VERSOIN\n", ["3:9 UndefinedVar"]),
            ("FROM a\nARG TARGETARCH\nLABEL v=$TARGETARCH\n", []),
            // Directives.
            ("# check=skip=JSONArgsRecommended\nFROM a\nCMD b\nMAINTAINER c\n", ["4:1 MaintainerDeprecated"]),
            ("# check=skip=all\nFROM a\nCMD b\n", []),
            ("FROM a\n", []),
        ] as [(String, [String])])
    func whatIsFound(_ text: String, _ found: [String]) throws {
        #expect(try warnings(text) == found)
    }

    @Test(arguments: [
        ("a", "COPY a /b", true), ("a", "COPY ./a/x /b", true), ("a", "ADD a /b", true), ("a", "COPY x a", false),
        ("a", "COPY --from=s a /b", false), ("a", "COPY $a /b", false),
        ("a\n!a/x", "COPY a /b", false), ("*", "COPY . /b", false), ("a", "ADD https://h/a /b", false),
        ("a", "COPY [\"a\", \"/b\"]", true),
    ])
    func sourcesThatAreLeftOut(_ rules: String, _ copy: String, _ isFound: Bool) throws {
        let surroundings = Dockerfile.Surroundings(ignored: try IgnoreRules(parsing: rules))
        #expect(try warnings("FROM s\n\(copy)\n", surroundings).contains { $0.hasSuffix("CopyIgnoredFile") } == isFound)
    }

    @Test func variablesOfTheBaseImage() throws {
        let known = Dockerfile.Surroundings(baseVariables: ["java": ["JAVA_HOME"]])
        #expect(try warnings("FROM java\nENV a=$JAVA_HOME b=$JDK\n", known) == ["2:20 UndefinedVar"])
    }

    @Test func hintsSayWhatToDo() throws {
        let file = try Dockerfile(parsing: "# check=error=true\nARG VERSION=1\nFROM a:$VERSON AS B\nENV v=$VERSION\n")
        #expect(file.checks.isError)
        let hints = file.warnings().compactMap(\.hint)
        #expect(hints.contains("did you mean VERSION?"))
        #expect(hints.contains("declare it in this stage with ARG VERSION"))
        #expect(hints.contains { $0.hasPrefix("write it as b") })
    }
}
