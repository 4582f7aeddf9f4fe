import ScanTestSupport

/// Versions that are ranges, properties, or somebody else's.
extension MavenAnalysisTests {
    static let versions = [
        one("a range that ends too early", rocks, "[5.0,6.0)", "maven-dependency note"),
        one("a range that is too old", rocks, "[4.0,5.18)", "maven-dependency blocker"),
        one("an open range that is too old", rocks, "(,5.17.2]", "maven-dependency blocker"),
        one("a range that is new enough", rocks, "[7.0,8.0)", nil),
        one("an open range", rocks, "[5.0,)", "maven-dependency note"),
        one("one version in brackets", rocks, "[5.17.2]", "maven-dependency blocker"),
        one("a property that is nowhere", rocks, "${elsewhere}", "maven-dependency note"),
        Trap(
            "a property of a property",
            [
                "pom.xml": POM.project(
                    [POM.dependency(rocks, "${a}")], head: "<properties><a>${b}.17.2</a><b>5</b></properties>")
            ],
            ["maven-dependency blocker pom.xml:3"]),
        Trap(
            "a property of the profile that is active by default",
            [
                "pom.xml": POM.project(
                    [POM.dependency(rocks, "${rocks}")],
                    tail:
                        "<profiles><profile><id>a</id><activation><activeByDefault>true</activeByDefault></activation>"
                        + "<properties><rocks>5.17.2</rocks></properties></profile></profiles>")
            ],
            ["maven-dependency blocker pom.xml:3"]),
        Trap(
            "a property that the profile for arm64 changes",
            [
                "pom.xml": POM.project(
                    [POM.dependency(rocks, "${rocks}")], head: "<properties><rocks>5.17.2</rocks></properties>",
                    tail: "<profiles><profile><id>arm</id><activation><os><arch>aarch64</arch></os></activation>"
                        + "<properties><rocks>5.18.4</rocks></properties></profile></profiles>")
            ]),
        Trap(
            "a managed version",
            [
                "pom.xml": POM.project(
                    [POM.dependency(rocks, nil)], head: POM.managed([POM.dependency(rocks, "5.17.2")]))
            ],
            ["maven-dependency blocker pom.xml:3"]),
        Trap(
            "a managed version that a property names",
            [
                "pom.xml": POM.project(
                    [POM.dependency(rocks, nil)],
                    head: "<properties><g>org.rocksdb</g></properties>"
                        + POM.managed([POM.dependency("${g}:rocksdbjni", "5.17.2")]))
            ],
            ["maven-dependency blocker pom.xml:3"]),
        Trap(
            "the nearest managed version wins",
            [
                "pom.xml": POM.project(head: POM.coordinates("g:p") + POM.managed([POM.dependency(rocks, "5.17.2")])),
                "a/pom.xml": POM.project(
                    [POM.dependency(rocks, nil)],
                    head: "<parent>\(POM.coordinates("g:p"))</parent>" + POM.managed([POM.dependency(rocks, "7.0.1")])),
            ]),
        Trap(
            "managed by a parent that is found by its path",
            [
                "build/parent/pom.xml": POM.project(
                    head: "<artifactId>p</artifactId>" + POM.managed([POM.dependency(rocks, "5.17.2")])),
                "a/pom.xml": POM.project(
                    [POM.dependency(rocks, nil)],
                    head: "<parent>\(POM.coordinates("g:p"))<relativePath>../build/parent</relativePath></parent>"),
            ],
            ["maven-dependency blocker a/pom.xml:3"]),
        Trap(
            "a bill of materials in the tree",
            [
                "bom/pom.xml": POM.project(
                    head: POM.coordinates("g:bom") + POM.managed([POM.dependency(rocks, "5.17.2")])),
                "pom.xml": POM.project(
                    [POM.dependency(rocks, nil)],
                    head: POM.managed([POM.dependency("g:bom", "1", "<type>pom</type><scope>import</scope>")])),
            ],
            ["maven-dependency blocker pom.xml:3"]),
        Trap(
            "netty's bill of materials, old",
            [
                "pom.xml": POM.project(
                    [POM.dependency(epoll, nil)],
                    head: POM.managed([
                        POM.dependency("io.netty:netty-bom", "4.1.30.Final", "<type>pom</type><scope>import</scope>")
                    ]))
            ],
            ["maven-dependency warning pom.xml:3"]),
        Trap(
            "netty's bill of materials, late",
            [
                "pom.xml": POM.project(
                    [POM.dependency(epoll, nil)],
                    head: POM.managed([
                        POM.dependency("io.netty:netty-bom", "4.1.100.Final", "<type>pom</type><scope>import</scope>")
                    ]))
            ]),
        Trap(
            "Spring Boot's netty.version, overridden",
            [
                "pom.xml": POM.project(
                    [POM.dependency(epoll, nil)],
                    head:
                        "<parent>\(POM.coordinates("org.springframework.boot:spring-boot-starter-parent", "2.1.0.RELEASE"))"
                        + "</parent><properties><netty.version>4.1.30.Final</netty.version></properties>")
            ],
            ["maven-dependency warning pom.xml:3"]),
        Trap(
            "a parent from a repository in the tree",
            [
                "repo/g/p/1/p-1.pom": POM.project(
                    [POM.dependency(rocks, "5.17.2")],
                    head: POM.coordinates("g:p") + "<properties><v>5.17.2</v></properties>"),
                "pom.xml": POM.project(
                    [POM.dependency(rocks, "${v}")], head: "<parent>\(POM.coordinates("g:p"))</parent>"),
            ],
            ["maven-dependency blocker pom.xml:3"]),
        Trap(
            "parents in a circle",
            [
                "pom.xml": POM.project(
                    [POM.dependency(rocks, "${v}")],
                    head: POM.coordinates("g:a") + "<parent>\(POM.coordinates("g:a"))</parent>")
            ],
            ["maven-dependency note pom.xml:3"]),
        Trap("a project in a comment", ["pom.xml": "<project><!--\(POM.dependency(rocks, "5.0"))--></project>"]),
        Trap("a trial of a plugin", ["src/it/a/pom.xml": POM.project([POM.dependency(rocks, "5.17.2")])]),
        Trap(
            "a project made by the tree itself",
            [
                "pom.xml": POM.project(head: POM.coordinates(rocks, "5.17.2")),
                "a/pom.xml": POM.project([POM.dependency(rocks, "5.17.2")]),
            ]),
        Trap(
            "an own RocksDB beside Kafka Streams",
            [
                "pom.xml": POM.project([
                    POM.dependency("org.apache.kafka:kafka-streams", "2.3.0"), POM.dependency(rocks, "5.18.4"),
                ])
            ]),
    ]
}
