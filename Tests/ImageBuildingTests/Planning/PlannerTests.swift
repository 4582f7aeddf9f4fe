import DockerfileModel
import ImageBuilding
import Platforms
import Reporting
import Testing

@Suite struct PlannerTests {
    @Test func aCompilerForTheVirtualMachineRunsOnce() throws {
        let plan = try planned(
            """
            ARG BASE=registry/base
            FROM ${BASE}/jdk AS build
            COPY . .
            RUN javac -d /classes $(find . -name '*.java') && jar cf /shop.jar -C /classes .
            FROM ${BASE}/jre
            COPY --from=build /shop.jar /
            ENTRYPOINT ["java", "-jar", "/shop.jar"]
            """)
        #expect(plan.lines == ["build native amd64+arm64", "1 assembled amd64+arm64"])
        #expect(plan.stages[0].why.contains("javac and jar"))
        #expect(plan.emulated.isEmpty && plan.needsEngine)
        #expect(plan.exports.count == 1)
    }

    @Test(arguments: [
        "make", "gcc -o x x.c", "uname -m > /x", "javac A.java && ./run", "sh build.sh", "bash -e ci/all",
        ". ./build.sh", "echo $(gcc --version)",
        "if true; then cc x.c; fi", "find . | xargs gcc", "sh -c 'go build'", "A=b conda install x",
        "[ -f x ] || cargo build",
        "echo `dpkg --print-architecture`", "go env GOARCH > /x", "bash -c 'echo $HOSTTYPE > /x'",
        "node -e 'console.log(require(\"os\").arch())' > /x", "perl -MConfig -e 'print $Config{archname}' > /x",
        "java -Xshare:dump",
    ])
    func whatIsNotKnownRunsForEachPlatform(_ command: String) throws {
        let plan = try planned("FROM a AS build\nRUN \(command)\nFROM b\nCOPY --from=build /x /x\n")
        #expect(plan.lines == ["build native amd64", "build emulated arm64", "1 assembled amd64+arm64"])
        #expect(plan.emulated == [.arm64])
    }

    @Test(arguments: [
        "./mvnw -q package", "sh mvnw package", ". /etc/profile && mvn package", "mkdir -p /x && cp a /x",
        "cd web; npm ci && npm run build",
        "FOO=bar gradle build | tee log",
        "for f in a b; do javac $f.java; done", "echo 'gcc; make' > /x", "apt-get update && apt-get install -y maven",
        "test -f x || exit 1", "set -eux; tar xf a.tar 2>&1", "sh -c 'mvn package'",
    ])
    func knownCommandsRunOnce(_ command: String) throws {
        let plan = try planned("FROM a AS build\nRUN \(command)\nFROM b\nCOPY --from=build /x /x\n")
        #expect(plan.lines.first == "build native amd64+arm64", "\(plan.stages[0].why)")
    }

    @Test func theUsersOwnBuildPlatformIsRespected() throws {
        let once = try planned(
            "FROM --platform=$BUILDPLATFORM a AS gen\nRUN python gen.py\nFROM b\nCOPY --from=gen /x /x\n")
        #expect(once.lines[0] == "gen native amd64+arm64")
        let cross = try planned(
            """
            FROM --platform=$BUILDPLATFORM golang AS cross
            ARG TARGETARCH
            RUN GOARCH=$TARGETARCH go build -o /x
            FROM b
            COPY --from=cross /x /x
            """)
        #expect(cross.lines[0] == "cross cross amd64+arm64")
        #expect(cross.exports.count == 2, "a run for each target")
        #expect(cross.emulated.isEmpty)
    }

    @Test func numbersAreStagesToCopyAlone() throws {
        let plan = try planned("FROM a AS build\nRUN make\nFROM 0\nRUN --mount=from=0,target=/x cp -r /x /y\n")
        #expect(
            plan.lines.first == "build skipped ", "FROM 0 and mounts mean an image called 0: \(plan.lines)")
        let copied = try planned("FROM a AS build\nRUN make\nFROM b\nCOPY --from=0 /x /x\n")
        #expect(copied.lines.first == "build native amd64")
    }

    @Test(arguments: [
        ("HTTP_PROXY", true), ("no_proxy", true), ("ALL_PROXY", true), ("BUILDKIT_INLINE_CACHE", true),
        ("SOURCE_DATE_EPOCH", true), ("Http_Proxy", false), ("VERSION", false),
    ])
    func predefinedArgumentsNeedNoDeclaration(_ name: String, _ isPredefined: Bool) throws {
        let plan = try planned("FROM scratch\nCOPY a /\n", arguments: [name: "x"])
        #expect(plan.warnings.isEmpty == isPredefined, "\(plan.warnings)")
    }

    @Test func variablesOfTheTargetSplitARun() throws {
        let plan = try planned(
            """
            FROM a AS build
            ARG TARGETARCH
            RUN mvn package -Darch=$TARGETARCH
            FROM b
            COPY --from=build /x /x
            """)
        #expect(plan.lines == ["build cross amd64+arm64", "1 assembled amd64+arm64"])
        #expect(plan.exports.count == 2, "a run for each target")
    }

    @Test func whatBuildsUponADependentStageIsDependent() throws {
        let plan = try planned(
            """
            FROM a AS native
            RUN make
            FROM a AS java
            COPY --from=native /lib.so /lib.so
            RUN mvn package
            FROM java
            COPY --from=java /x /x
            """)
        #expect(plan.lines[2...3] == ["java native amd64", "java emulated arm64"])
        #expect(plan.stages[2].why.contains("native"))
    }

    @Test func stagesThatAreNotNeededAreSkipped() throws {
        let text = "FROM a AS test\nRUN pytest\nFROM a AS lint\nRUN x\nFROM b AS last\nLABEL a=b\n"
        let all = try planned(text)
        #expect(all.lines == ["test skipped ", "lint skipped ", "last assembled amd64+arm64"])
        let lint = try planned(text, target: "lint")
        #expect(lint.lines == ["test skipped ", "lint native amd64", "lint emulated arm64", "last skipped "])
        #expect(throws: Failure.self) { try planned(text, target: "nope") }
    }

    @Test func aLastStageWithRunIsTheEngines() throws {
        let plan = try planned(
            "FROM a AS build\nRUN mvn package\nFROM b\nCOPY --from=build /x /x\nRUN adduser shop\n")
        #expect(plan.lines == ["build native amd64+arm64", "1 native amd64", "1 emulated arm64"])
        #expect(plan.stages[1].why.contains("line 5"))
        guard case .engine(let pinned) = plan.final else {
            Issue.record("expected an engine")
            return
        }
        #expect(pinned == [0: .linuxAMD64], "the compile stage stays native")
    }

    @Test func whatTheImageStandsOnIsItsOwnPlatforms() throws {
        let plan = try planned(
            "FROM a AS base\nRUN mkdir /data\nFROM base\nCOPY --from=base /data /more\nRUN touch /x\n")
        #expect(plan.lines == ["base native amd64", "base emulated arm64", "1 native amd64", "1 emulated arm64"])
        #expect(plan.final == .engine(pinned: [:]))
    }

    @Test(arguments: [
        "ADD https://example.com/x.git /x", "ADD git@example.com:x.git /x", "COPY --parents --from=b a b /x/",
    ])
    func whatEnginesDoBetterIsTheirs(_ instruction: String) throws {
        let plan = try planned("FROM a\n\(instruction)\n")
        #expect(plan.needsEngine)
        #expect(plan.stages[0].runs == .native, "nothing in it has to be emulated")
    }

    @Test func aChainOfCopyOnlyStagesIsAssembled() throws {
        let plan = try planned("FROM a AS base\nENV A=b\nFROM base AS mid\nWORKDIR /w\nFROM mid\nCOPY x .\n")
        #expect(plan.final == .assembled(chain: [0, 1, 2]))
        #expect(!plan.needsEngine)
    }

    @Test func oneForeignPlatformAlone() throws {
        let plan = try planned("FROM a AS b\nRUN javac A.java\nFROM c\nCOPY --from=b /x /x\n", [.linuxARM64])
        #expect(plan.lines == ["b native arm64", "1 assembled arm64"])
    }

    @Test(arguments: [
        ("FROM a AS b\nCOPY --from=c /x /x\nFROM b AS c\nCOPY --from=b x x\n", "comes later"),
        ("FROM a AS b\nCOPY --from=b /x /x\n", "names the stage that it stands in"),
        ("FROM a\nCOPY --from=3 /x /x\n", "no stage 3"),
        ("FROM a AS Base\nFROM Base\nLABEL a=b\n", "knows the stage as base"),
        ("ARG S=b\nFROM a AS b\nFROM c\nARG S\nCOPY --from=$S /x /x\n", "variables are not replaced"),
        ("ARG X\nFROM $X\n", "is empty"),
        ("FROM a\nCOPY x\n", "source and a destination"),
        ("FROM a\nCOPY --chmod=abc x y\n", "is no octal or symbolic mode"),
        ("FROM --platform=linux/vax a\n", "linux/vax"),
        ("FROM a\nENV A=${B\n", "no \"}\""),
    ])
    func mistakesHaveAPlace(_ text: String, _ reason: String) {
        do {
            _ = try planned(text)
            Issue.record("no failure for \(text)")
        } catch let failure as Failure {
            #expect(failure.code == .invalidDockerfile)
            #expect(failure.message.contains(reason) && failure.message.contains("Dockerfile:"), "\(failure.message)")
        } catch {
            Issue.record(error)
        }
    }

    @Test func warningsOfWhatIsProbablyNotMeant() throws {
        let plan = try planned("FROM --platform=linux/amd64 a\nLABEL x=y\n", arguments: ["TYPO": "1"])
        #expect(plan.warnings.contains { $0.contains("TYPO") })
        #expect(plan.warnings.contains { $0.contains("linux/arm64") && $0.contains("Dockerfile:1:1") })
    }
}
