import DockerfileModel
import Testing

@Suite struct CommandTests {
    @Test(arguments: [
        ("ENV a=b\n", ["a", "b"]), ("ENV a=b c=d\n", ["a", "b", "c", "d"]), ("ENV a=\n", ["a", ""]),
        ("ENV a=\"b c\" d='e f'\n", ["a", "\"b c\"", "d", "'e f'"]), ("ENV a=b\\ c\n", ["a", "b\\ c"]),
        ("ENV a=b=c\n", ["a", "b=c"]), ("ENV a=$x ${y}=z\n", ["a", "$x", "${y}", "z"]),
        ("ENV a=\"b \\\n c\"\n", ["a", "\"b  c\""]), ("ENV a=b \\\n  c=d\n", ["a", "b", "c", "d"]),
        ("LABEL a.b=c\n", ["a.b", "c"]), ("LABEL \"a b\"=c\n", ["\"a b\"", "c"]), ("LABEL a='\"'\n", ["a", "'\"'"]),
    ])
    func pairs(_ text: String, _ parts: [String]) throws {
        let pairs = try #require(try namedValues(text))
        #expect(pairs.flatMap { [$0.name.text, $0.value.text] } == parts)
        #expect(pairs.allSatisfy { !$0.isLegacy })
    }

    /// The older form: everything behind the name is the value.
    @Test(arguments: [
        ("ENV a b\n", ["a", "b"]), ("ENV a b  c\n", ["a", "b  c"]), ("ENV a \"b\" = c\n", ["a", "\"b\" = c"]),
        ("ENV a b=c\n", ["a", "b=c"]), ("LABEL a b c\n", ["a", "b c"]), ("ENV a\tb\n", ["a", "b"]),
    ])
    func olderPairs(_ text: String, _ parts: [String]) throws {
        let pairs = try #require(try namedValues(text))
        #expect(pairs.flatMap { [$0.name.text, $0.value.text] } == parts)
        #expect(pairs.map(\.isLegacy) == [true])
    }

    private func namedValues(_ text: String) throws -> [NamedValue]? {
        switch try instruction(text).command {
        case .env(let pairs), .label(let pairs): pairs
        default: nil
        }
    }

    @Test func placesOfPairs() throws {
        guard case .env(let pairs) = try instruction("ENV a=b \\\n  cd=\"e\"\n").command else { return }
        #expect(pairs.map(\.name.position) == [SourcePosition(line: 2, column: 5), SourcePosition(line: 3, column: 3)])
        #expect(
            pairs.map(\.value.position) == [SourcePosition(line: 2, column: 7), SourcePosition(line: 3, column: 6)])
    }

    @Test(
        arguments: [
            ("ARG a\n", ["a"], [nil]), ("ARG a=\n", ["a"], [""]), ("ARG a=b\n", ["a"], ["b"]),
            ("ARG a b=c d\n", ["a", "b", "d"], [nil, "c", nil]), ("ARG a=\"b c\"\n", ["a"], ["\"b c\""]),
            ("ARG a=$b\n", ["a"], ["$b"]), ("ARG a=b=c\n", ["a"], ["b=c"]),
        ] as [(String, [String], [String?])])
    func declarations(_ text: String, _ names: [String], _ values: [String?]) throws {
        guard case .arg(let declared) = try instruction(text).command else {
            Issue.record("no ARG")
            return
        }
        #expect(declared.map(\.name.text) == names)
        #expect(declared.map { $0.value?.text } == values)
    }

    @Test(arguments: [
        ("COPY a /b\n", ["a"], "/b"), ("COPY a b c/\n", ["a", "b"], "c/"), ("COPY [\"a b\", \"/c\"]\n", ["a b"], "/c"),
        ("COPY a\\\n b\n", ["a"], "b"), ("COPY \"a b\" c\n", ["\"a", "b\""], "c"),
        ("ADD http://x/y /z\n", ["http://x/y"], "/z"),
        ("COPY [a b] c\n", ["[a", "b]"], "c"), ("COPY --from=x -- --a b\n", ["--a"], "b"),
        ("COPY a<<b c\n", ["a<<b"], "c"),
    ])
    func sourcesAndDestination(_ text: String, _ sources: [String], _ destination: String) throws {
        let copy = try #require(try copying(text))
        #expect(copy.paths.map(\.text) == sources)
        #expect(copy.destination.text == destination)
    }

    @Test func hereDocumentsAreSources() throws {
        let copy = try #require(try copying("COPY <<A x <<B /d\na\nA\nb\nB\n"))
        let names = copy.sources.map { source in
            switch source {
            case .path(let word): word.text
            case .heredoc(let heredoc): heredoc.name + ":" + heredoc.content
            }
        }
        #expect(names == ["A:a\n", "x", "B:b\n"])
    }

    private func copying(_ text: String) throws -> CopyInstruction? {
        switch try instruction(text).command {
        case .copy(let copy), .add(let copy): copy
        default: nil
        }
    }

    @Test(
        arguments: [
            (
                "COPY --from=b --chown=1:2 --chmod=755 --link --parents --exclude=*.md --exclude=x a b\n",
                ["from=b", "chown=1:2", "chmod=755", "link", "parents", "exclude=*.md", "exclude=x"]
            ),
            ("COPY --link=false --from=\"b\" a b\n", ["link=false", "from=b"]),
            ("COPY --chown='a b':c a b\n", ["chown=a b:c"]),
            ("COPY --chown=a\\ b a b\n", ["chown=a b"]),
            (
                "ADD --checksum=sha256:\(String(repeating: "0", count: 64)) --keep-git-dir=true --unpack=false http://x/y b\n",
                ["checksum=sha256:\(String(repeating: "0", count: 64))", "keep-git-dir=true", "unpack=false"]
            ),
            ("COPY --from= a b\n", ["from="]),
            ("COPY \\\n --from=b \\\n a b\n", ["from=b"]),
            ("RUN --network=none --security=insecure x\n", ["network=none", "security=insecure"]),
            ("RUN -- --x\n", []), ("RUN -x --mount=y\n", []),
            ("HEALTHCHECK --interval=1s --retries=3 CMD x --timeout=2s\n", ["interval=1s", "retries=3"]),
        ] as [(String, [String])])
    func flags(_ text: String, _ flags: [String]) throws {
        #expect(try instruction(text).flags.map { $0.name + ($0.value.map { "=" + $0 } ?? "") } == flags)
    }

    @Test func switchesThatAreOff() throws {
        let copy = try instruction("COPY --link=false --parents a b\n")
        #expect(!copy.hasFlag("link") && copy.hasFlag("parents") && !copy.hasFlag("from"))
    }

    @Test(
        arguments: [
            ("CMD [\"a\", \"b c\"]\n", ["a", "b c"]), ("CMD []\n", []),
            ("CMD [\"\\ud83d\\ude80\\ud800\\/\\t\"]\n", ["\u{1F680}\u{FFFD}/\t"]), ("CMD [ ]\n", []),
            ("ENTRYPOINT [\"\\u00e9\\n\\\"\"]\n", ["é\n\""]),
            ("RUN [\"a\",\\\n\"b\"]\n", ["a", "b"]), ("VOLUME [\"/a\"]\n", ["/a"]),
            ("SHELL [\"a\", \"-c\"]\n", ["a", "-c"]),
            ("CMD a b\n", nil), ("CMD ['a']\n", nil), ("CMD [\"a\",]\n", nil), ("CMD [\"a\" \"b\"]\n", nil),
            ("CMD [\"a\"\n", nil),
            ("CMD [a]\n", nil), ("RUN [ -f /x ] && y\n", nil), ("CMD \"a\"\n", nil), ("CMD [\"a\"] b\n", nil),
            ("ENV a [\"b\"]\n", nil),
            ("CMD [\"a\u{9}\"]\n", nil), ("CMD [\"\\x\"]\n", nil), ("LABEL a=[\"b\"]\n", nil), ("USER [\"a\"]\n", nil),
        ] as [(String, [String]?)])
    func theExecForm(_ text: String, _ words: [String]?) throws {
        #expect(try instruction(text).jsonArguments == words)
    }

    @Test(
        arguments: [
            ("HEALTHCHECK NONE\n", nil), ("HEALTHCHECK none\n", nil), ("HEALTHCHECK --interval=5s NONE\n", nil),
            ("HEALTHCHECK CMD a b\n", CommandForm.shell("a b")), ("HEALTHCHECK cmd  [\"a\"]\n", .exec(["a"])),
            ("HEALTHCHECK CMD ['a']\n", .shell("['a']")), ("HEALTHCHECK CMD \\\n a\n", .shell("a")),
        ] as [(String, CommandForm?)])
    func healthchecks(_ text: String, _ command: CommandForm?) throws {
        guard case .healthcheck(let check) = try instruction(text).command else {
            Issue.record("no HEALTHCHECK")
            return
        }
        #expect(check.command == command)
    }

    @Test func optionsOfHealthchecks() throws {
        let text =
            "HEALTHCHECK --interval=1m30s --timeout=1.5s --start-period=0s --start-interval=250ms --retries=4 CMD a\n"
        guard case .healthcheck(let check) = try instruction(text).command else { return }
        #expect(check.interval == .seconds(90))
        #expect(check.timeout == .milliseconds(1500))
        #expect(check.startPeriod == nil)
        #expect(check.startInterval == .milliseconds(250))
        #expect(check.retries == 4)
    }

    @Test(
        arguments: [
            ("ONBUILD RUN a\n", Instruction.Keyword.run, "a"), ("onbuild copy --from=x a b\n", .copy, "a b"),
            ("ONBUILD ENV a=b\n", .env, "a=b"), ("ONBUILD CMD [\"a\"]\n", .cmd, "[\"a\"]"),
            ("ONBUILD  \\\n RUN \\\n a\n", .run, "a"),
        ] as [(String, Instruction.Keyword, String)])
    func triggers(_ text: String, _ keyword: Instruction.Keyword, _ arguments: String) throws {
        guard case .onBuild(let trigger) = try instruction(text).command else {
            Issue.record("no ONBUILD")
            return
        }
        #expect(trigger.keyword == keyword)
        #expect(trigger.arguments == arguments)
    }

    @Test func theRest() throws {
        let file = try Dockerfile(
            parsing: """
                FROM a
                USER $u:$g
                WORKDIR /a b
                STOPSIGNAL SIGRTMIN+3
                MAINTAINER A <a@b.c>
                SHELL ["bash", "-c"]
                VOLUME /a /b
                EXPOSE 80 $p 81/udp
                ENTRYPOINT a
                """)
        let found = file.stages[0].instructions.map { instruction -> String in
            switch instruction.command {
            case .user(let word), .workDirectory(let word), .stopSignal(let word): word.text
            case .maintainer(let name): name
            case .shell(let words): words.joined(separator: "|")
            case .volume(let words), .expose(let words): words.map(\.text).joined(separator: "|")
            case .entrypoint(.shell(let text)): text
            default: "?"
            }
        }
        #expect(
            found == ["$u:$g", "/a b", "SIGRTMIN+3", "A <a@b.c>", "bash|-c", "/a|/b", "80|$p|81/udp", "a"])
    }

    @Test func keywordsInAnyCase() throws {
        let file = try Dockerfile(parsing: "from a\nRuN b\n")
        #expect(file.stages[0].from.keywordText == "from")
        #expect(file.stages[0].instructions[0].keyword == .run)
        #expect(file.stages[0].instructions[0].keywordText == "RuN")
    }

    @Test(
        arguments: [
            ("80", 80...80, "tcp", false), ("80/udp", 80...80, "udp", false), ("80/TCP", 80...80, "tcp", false),
            ("80/", 80...80, "tcp", false),
            ("7000-7002/sctp", 7000...7002, "sctp", false), ("8080:80", 80...80, "tcp", true),
            ("127.0.0.1:8080:80", 80...80, "tcp", true),
            (":80", 80...80, "tcp", true), ("80-82:90", 90...90, "tcp", true),
            ("80-82:90-92/udp", 90...92, "udp", true),
            ("0.0.0.0::80", 80...80, "tcp", true), ("[::1]:80:90", 90...90, "tcp", true), ("0", 0...0, "tcp", false),
            ("65535", 65535...65535, "tcp", false),
        ] as [(String, ClosedRange<UInt16>, String, Bool)])
    func ports(_ text: String, _ ports: ClosedRange<UInt16>, _ transport: String, _ isMapping: Bool) throws {
        let found = try ExposedPorts(parsing: text)
        #expect(found.ports == ports)
        #expect(found.transport == transport)
        #expect(found.isMapping == isMapping)
        #expect(found.names.count == ports.count)
    }

    @Test(arguments: [
        "", "x", "80/icmp", "/tcp", "65536", "-1", "80-79", "1-2-3", "80-", "x:80", "80 81", "+80", "8080:",
    ])
    func noPorts(_ text: String) {
        #expect(throws: (any Error).self) { try ExposedPorts(parsing: text) }
    }

    @Test(arguments: ["SIGTERM", "term", "9", "64", "SIGRTMIN", "RTMIN+15", "SIGRTMAX-14", "sigusr1"])
    func signals(_ text: String) { #expect(StopSignal.isKnown(text)) }

    @Test(arguments: ["", "0", "65", "SIG", "SIGX", "RTMIN+16", "RTMAX-15", "TERMINATE", "-1"])
    func noSignals(_ text: String) { #expect(!StopSignal.isKnown(text)) }

    @Test(arguments: ["755", "0644", "4755", "7777", "u=rwX,go=rX", "a+x", "+x", "g-w", "o=", "u=g", "ug+rw-x", "0"])
    func modes(_ text: String) { #expect(CopyInstruction.isMode(text)) }

    @Test(arguments: ["", "8", "10000", "rwx", "u", "u+z", "755,", "+755", "-755", "u=rw,"])
    func noModes(_ text: String) { #expect(!CopyInstruction.isMode(text)) }

    @Test(arguments: [
        ("sha256:" + String(repeating: "a", count: 64), true), ("sha512:" + String(repeating: "0", count: 128), true),
        (String(repeating: "f", count: 40), true), ("abcdef1", true), ("sha256:abc", false),
        ("md5:" + String(repeating: "a", count: 32), false),
        ("sha256:" + String(repeating: "A", count: 64), false), ("main", false), ("", false),
    ])
    func checksums(_ text: String, _ isChecksum: Bool) { #expect(CopyInstruction.isChecksum(text) == isChecksum) }
}
