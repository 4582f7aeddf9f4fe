import DockerfileModel
import Reporting
import Testing

/// Every mistake is named with its place, and most with what to do.
@Suite struct MistakeTests {
    @Test(
        arguments: [
            // Keywords.
            ("FROM a\n  COPPY x y\n", "2:3: unknown instruction \"COPPY\"", "did you mean COPY?"),
            ("FROM a\nrunn x\n", "2:1: unknown instruction \"runn\"", "RUN"),
            ("FROM a\nxyzzy\n", "2:1: unknown instruction \"xyzzy\"", "\\"),
            ("FROM a\nRUN\u{A0}x\n", "2:1: unknown instruction", ""),
            ("FROM a\n\\\n", "2:1: \"\\\" at the end of the file", ""),
            ("FROM a\n// x\n", "2:1: unknown instruction \"//\"", ""),
            ("RUN x\nFROM a\n", "1:1: RUN stands before the first FROM", "FROM"),
            ("ENV a=b\nFROM a\n", "1:1: ENV stands before", "ARG"),
            ("# nothing\n", " has no FROM", "scratch"), ("", " has no FROM", ""), ("ARG x\n", " has no FROM", ""),
            // What is missing.
            ("FROM\n", "1:1: FROM needs an argument", "IMAGE"), ("FROM a\nRUN\n", "2:1: RUN needs an argument", ""),
            ("FROM a\nRUN --\n", "2:1: RUN needs an argument", ""),
            ("FROM a\nENV\n", "2:1: ENV needs an argument", "NAME=VALUE"),
            ("FROM a\nLABEL \n", "2:1: LABEL needs", ""), ("FROM a\nARG\n", "2:1: ARG needs", "DEFAULT"),
            ("FROM a\nUSER\n", "2:1: USER needs", ""), ("FROM a\nWORKDIR\n", "2:1: WORKDIR needs", ""),
            ("FROM a\nSTOPSIGNAL\n", "2:1: STOPSIGNAL needs", ""),
            ("FROM a\nMAINTAINER\n", "2:1: MAINTAINER needs", "LABEL"),
            ("FROM a\nEXPOSE\n", "2:1: EXPOSE needs", ""), ("FROM a\nVOLUME\n", "2:1: VOLUME needs", ""),
            ("FROM a\nONBUILD\n", "2:1: ONBUILD needs", ""), ("FROM a\nHEALTHCHECK\n", "2:1: HEALTHCHECK needs", ""),
            ("FROM a\nSHELL\n", "2:1: SHELL needs", ""), ("FROM a\nCOPY\n", "2:1: COPY needs", "DESTINATION"),
            ("FROM a\nCOPY x\n", "2:1: COPY needs a source and a destination", "DESTINATION"),
            ("FROM a\nADD [\"x\"]\n", "2:1: ADD needs a source and a destination", ""),
            ("FROM a\nCOPY\t\n  quux \\\n bar\n", "2:1: COPY needs", ""),
            // FROM.
            ("FROM a b\n", "1:1: FROM takes", "AS NAME"), ("FROM a b c\n", "1:1: FROM takes", "AS NAME"),
            ("FROM a AS b c\n", "1:1: FROM takes", ""), ("FROM a # why\n", "1:1: FROM takes", "line of its own"),
            ("FROM a AS 1x\n", "1:11: \"1x\" can't be", "letter"), ("FROM a AS x!\n", "1:11: \"x!\"", "letter"),
            ("FROM a AS é\n", "1:11: \"é\"", ""), ("FROM a AS -x\n", "1:11", ""), ("FROM a AS $x\n", "1:11", ""),
            ("FROM --platfrom=x a\n", "1:6: FROM has no flag --platfrom", "--platform"),
            // Flags.
            ("FROM a\nCOPY --form=b x y\n", "2:6: COPY has no flag --form", "--from"),
            ("FROM a\nCOPY --zzz x y\n", "2:6: COPY has no flag --zzz", "--chown"),
            ("FROM a\nCMD --help\n", "2:5: CMD has no flag --help", "no flags"),
            ("FROM a\nMAINTAINER --boo joe\n", "2:12: MAINTAINER has no flag --boo", ""),
            ("FROM a\nCOPY --from x y\n", "2:6: --from needs a value", "--from=VALUE"),
            ("FROM a\nCOPY --from=b --from=c x y\n", "2:15: --from is there twice", ""),
            ("FROM a\nCOPY --link=maybe x y\n", "2:6: --link can't be \"maybe\"", "true or false"),
            ("FROM a\nCOPY --link= x y\n", "2:6: --link can't be \"\"", ""),
            ("FROM a\nCOPY --chmod=rw x y\n", "2:6: \"rw\" is no octal", "755"),
            ("FROM a\nCOPY --exclude=[ x y\n", "2:6: the pattern", ""),
            ("FROM a\nADD --checksum=xyz http://a/b y\n", "2:5: \"xyz\" is no checksum", "sha256"),
            ("FROM a\nADD --checksum=abcdef1 x y\n", "2:5: --checksum is for sources that are fetched", ""),
            ("FROM a\nADD --checksum=abcdef1 http://a/b http://a/c y/\n", "2:5: --checksum is for one source", ""),
            ("FROM a\nADD https://a/b.git?branch=x&tag=y /z\n", "2:5: the query of the git repository", ""),
            (
                "FROM a\nRUN --mount=type=cach x\n", "2:5: --mount makes no sense: type can't be \"cach\"",
                "did you mean cache?"
            ),
            (
                "FROM a\nRUN --mount=typ=cache,target=$x y\n", "2:5: --mount makes no sense: it has no key \"typ\"",
                "type"
            ),
            ("FROM a\nRUN --mount=from=$x,target=/y z\n", "2:5: --mount makes no sense: from can't hold", "stage"),
            ("FROM a\nRUN --network=lan x\n", "2:5: --network can't be \"lan\"", "none"),
            ("FROM a\nRUN --security=no x\n", "2:5: --security can't be \"no\"", "sandbox"),
            // Pairs.
            ("FROM a\nENV x\n", "2:1: ENV needs a value for x", "NAME=VALUE"),
            ("FROM a\nENV a=b c\n", "2:9: ENV needs NAME=VALUE, found \"c\"", "quotes"),
            ("FROM a\nENV =b\n", "2:5: ENV needs a name", ""),
            ("FROM a\nLABEL a=b =c\n", "2:11: LABEL needs a name", ""),
            ("FROM a\nARG =b\n", "2:5: ARG needs a name", ""), ("ARG a=b =c\nFROM a\n", "1:9: ARG needs a name", ""),
            // Arrays.
            ("FROM a\nCMD [1]\n", "2:5: the JSON array of CMD", "quotes"),
            ("FROM a\nRUN [\"a\", null]\n", "2:5: the JSON array", ""),
            ("FROM a\nVOLUME [[\"a\"]]\n", "2:8: the JSON array", ""),
            ("FROM a\nCOPY [\"a\", {}]\n", "2:6: the JSON array", ""),
            ("FROM a\nHEALTHCHECK CMD [1]\n", "2:1: the JSON array", ""),
            ("FROM a\nSHELL bash -c\n", "2:1: SHELL needs a JSON array", "bash"),
            ("FROM a\nSHELL []\n", "2:1: SHELL needs a JSON array", ""),
            ("FROM a\nVOLUME []\n", "2:1: VOLUME names no path", ""),
            ("FROM a\nVOLUME [\"\"]\n", "2:1: VOLUME names no path", ""),
            ("FROM a\nVOLUME [\"/a\", \" \"]\n", "2:1: VOLUME names no path", ""),
            // HEALTHCHECK.
            ("FROM a\nHEALTHCHECK NONE x\n", "2:1: HEALTHCHECK NONE takes no arguments", ""),
            ("FROM a\nHEALTHCHECK CMD\n", "2:1: HEALTHCHECK CMD needs a command", ""),
            ("FROM a\nHEALTHCHECK CMD []\n", "2:1: HEALTHCHECK CMD needs a command", ""),
            ("FROM a\nHEALTHCHECK curl x\n", "2:13: HEALTHCHECK can't begin with \"curl\"", "CMD"),
            ("FROM a\nHEALTHCHECK --interval=5 CMD x\n", "2:13: --interval needs a duration, found \"5\"", "30s"),
            ("FROM a\nHEALTHCHECK --timeout=1us CMD x\n", "2:13: --timeout can't be less than 1ms", ""),
            ("FROM a\nHEALTHCHECK --timeout=-1s CMD x\n", "2:13: --timeout can't be less than 1ms", ""),
            ("FROM a\nHEALTHCHECK --retries=x CMD x\n", "2:13: --retries needs a number", ""),
            ("FROM a\nHEALTHCHECK --retries=-1 CMD x\n", "2:13: --retries needs a number", ""),
            // ONBUILD.
            ("FROM a\nONBUILD ONBUILD RUN x\n", "2:9: ONBUILD can't hold ONBUILD", ""),
            ("FROM a\nONBUILD FROM x\n", "2:9: ONBUILD can't hold FROM", ""),
            ("FROM a\nONBUILD MAINTAINER x\n", "2:9: ONBUILD can't hold MAINTAINER", ""),
            ("FROM a\nONBUILD RUNN x\n", "2:9: unknown instruction \"RUNN\"", "RUN"),
            ("FROM a\nONBUILD COPY --form=x a b\n", "2:14: COPY has no flag --form", "--from"),
            ("FROM a\nONBUILD ENV x\n", "2:9: ENV needs a value", ""),
            // Values.
            ("FROM a\nEXPOSE 80 x\n", "2:11: \"x\" is no port", "8080"), ("FROM a\nEXPOSE 80/icmp\n", "2:8", ""),
            ("FROM a\nEXPOSE 80:90-92\n", "2:8", ""), ("FROM a\nEXPOSE 80-81:90-92\n", "2:8", ""),
            ("FROM a\nEXPOSE host:80:90\n", "2:8: \"host:80:90\" is no port", ""),
            ("FROM a\nEXPOSE [::g]:80:90\n", "2:8", ""),
            ("FROM a\nSTOPSIGNAL SIGFOO\n", "2:12: there is no signal \"SIGFOO\"", "SIGTERM"),
        ] as [(String, String, String)])
    func isNamedWithItsPlace(_ text: String, _ message: String, _ hint: String) {
        let found = failure(text)
        #expect(found?.code == .invalidDockerfile)
        let place = message.first == " " ? "Dockerfile" : "Dockerfile:"
        #expect(found?.message.hasPrefix(place + message) == true, "\(found?.message ?? "it was taken")")
        #expect(hint.isEmpty || found?.hint?.contains(hint) == true, "\(found?.hint ?? "")")
    }

    @Test(arguments: [
        "FROM a\nRUN --mount=type=$t,target=/x y\n", "FROM a\nCOPY --chmod=$m x y\n", "FROM a\nSTOPSIGNAL $s\n",
        "FROM a\nEXPOSE $p ${q}/udp\n", "FROM a\nADD --checksum=$c http://a/b y\n", "FROM a\nCMD []\n",
        "FROM a\nENTRYPOINT []\n", "FROM a\nCMD\nENTRYPOINT\n",
        "FROM --platform=$BUILDPLATFORM a AS B-1_2.3\n", "FROM a as b\n", "ARG X=a\nFROM $X\n", "FROM ${X:-a}\n",
        "FROM a\nCOPY --from=0 x y\n", "FROM a\nRUN --device=vendor.com/class=name x\n",
        "FROM a\nCOPY --chown=$u:$g x y\n",
        "FROM a\nWORKDIR it's\n", "FROM a\nUSER \"\n",
    ])
    func whatIsRight(_ text: String) {
        #expect(failure(text) == nil)
    }
}
