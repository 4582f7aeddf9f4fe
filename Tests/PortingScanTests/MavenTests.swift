import PortingScan
import ScanModel
import Testing

@Suite struct MavenTests {
    private func pom(_ dependencies: String, head: String = "", prolog: String = "") -> String {
        "<?xml version=\"1.0\"?>\n\(prolog)<project xmlns=\"http://maven.apache.org/POM/4.0.0\">\n\(head)\n"
            + "<dependencies>\n\(dependencies)\n</dependencies>\n</project>\n"
    }

    private func dependency(_ name: String, _ version: String?, _ rest: String = "") -> String {
        let parts = name.split(separator: ":")
        return "<dependency><groupId>\(parts[0])</groupId><artifactId>\(parts[1])</artifactId>"
            + (version.map { "<version>\($0)</version>" } ?? "") + rest + "</dependency>"
    }

    private func only(_ files: [String: String]) async throws -> DependencyResult {
        let report = try await Tree.report(files)
        #expect(report.dependencies.count == 1)
        return try #require(report.dependencies.first)
    }

    @Test(arguments: [
        ("org.rocksdb:rocksdbjni", "5.17.2", DependencyResult.Status.upgrade), ("org.rocksdb:rocksdbjni", "6.4.6", .ok),
        ("org.rocksdb:rocksdbjni", "5.18.4", .ok), ("org.rocksdb:rocksdbjni", "6.0.1", .upgrade),
        ("io.netty:netty-transport-native-epoll", "4.1.50.Final", .ok), ("com.github.luben:zstd-jni", "1.10.0-1", .ok),
        ("io.netty:netty-transport-native-epoll", "4.1.9.Final", .upgrade),
        ("org.fusesource.leveldbjni:leveldbjni-all", "1.8", .unsupported), ("com.acme:library", "1", .unknown),
        ("org.rocksdb:rocksdbjni", "[5,7)", .unknown),
    ])
    func versionsAreJudged(name: String, version: String, status: DependencyResult.Status) async throws {
        let result = try await only(["pom.xml": pom(dependency(name, version))])
        #expect(result.name == name)
        #expect(result.status == status)
        #expect(result.line == 5)
    }

    @Test func severities() async throws {
        let old = try await Tree.report(["pom.xml": pom(dependency("org.rocksdb:rocksdbjni", "5.17.2"))])
        #expect(old.verdict == .blocked)
        #expect(old.dependencies.first?.minimum == "6.4.6")
        #expect(old.findings.first?.reference?.hasPrefix("https://") == true)
        let replaceable = try await Tree.report(["pom.xml": pom(dependency("org.lz4:lz4-java", "1.3"))])
        #expect(replaceable.summary == ["maven-dependency warning"])
        // What the package brings along is unknown as long as its JAR is not here: a blocker may hide in it.
        #expect(replaceable.verdict == .inconclusive)
        let unknown = try await Tree.report(["pom.xml": pom(dependency("org.lz4:lz4-java", nil))])
        #expect(unknown.summary == ["maven-dependency note"])
        #expect(unknown.verdict == .inconclusive)
        #expect(unknown.gaps == ["pom.xml"])
        #expect(unknown.evidence.dependencies == DependencyCounts(resolved: 0, unresolved: 1))
    }

    @Test func propertiesAndManagedVersions() async throws {
        let head = """
            <properties><a>1.3.${b}</a><b>0</b></properties>
            <dependencyManagement><dependencies>\(dependency("org.lz4:lz4-java", "${a}"))</dependencies></dependencyManagement>
            """
        let result = try await only(["pom.xml": pom(dependency("org.lz4:lz4-java", nil), head: head)])
        #expect(result.version == "1.3.0")
        #expect(result.status == .upgrade)
    }

    @Test func aParentInTheTree() async throws {
        let parent =
            "<project><groupId>g</groupId><artifactId>p</artifactId><version>1</version>"
            + "<properties><lz4>1.8.0</lz4></properties></project>"
        let head = "<parent><groupId>g</groupId><artifactId>p</artifactId></parent><artifactId>c</artifactId>"
        let child = pom(dependency("org.lz4:lz4-java", "${lz4}"), head: head)
        let result = try await only(["pom.xml": parent, "child/pom.xml": child])
        #expect(result.version == "1.8.0")
        #expect(result.status == .ok)
        #expect(result.file == "child/pom.xml")
    }

    @Test func classifiers() async throws {
        let name = "io.netty:netty-transport-native-epoll"
        func classifier(_ text: String) -> String {
            dependency(name, "4.1.100.Final", "<classifier>\(text)</classifier>")
        }
        let fixed = try await Tree.report(["pom.xml": pom(classifier("linux-x86_64"))])
        #expect(fixed.summary == ["maven-classifier warning"])
        let both = pom(classifier("linux-x86_64") + classifier("linux-aarch_64"))
        #expect(try await Tree.report(["pom.xml": both]).findings.isEmpty)
        let chosen = pom(classifier("${os.detected.classifier}") + classifier("osx-x86_64"))
        #expect(try await Tree.report(["pom.xml": chosen]).findings.isEmpty)
    }

    @Test func compilersThatPluginsDownload() async throws {
        let plugin = """
            <project><properties><v>3.3.0</v></properties><build><plugins><plugin><configuration>
            <protocArtifact>com.google.protobuf:protoc:${v}:exe:${os.detected.classifier}</protocArtifact>
            </configuration></plugin></plugins></build></project>
            """
        let result = try await only(["pom.xml": plugin])
        #expect(result.version == "3.3.0")
        #expect(result.status == .upgrade)
        #expect(result.line == 2)
    }

    @Test func commentsSectionsAndCharacters() async throws {
        let text = pom(
            "<!-- \(dependency("org.rocksdb:rocksdbjni", "5.0")) -->\n"
                + dependency("org.lz4:lz4-java", "<![CDATA[1.3]]>&#46;0"))
        let result = try await only(["pom.xml": text])
        #expect(result.name == "org.lz4:lz4-java")
        #expect(result.version == "1.3.0")
        #expect(result.line == 6)
    }

    @Test func entitiesAndCirclesAreNotExpanded() async throws {
        let bomb =
            "<!DOCTYPE p [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n"
        let entity = try await only(["pom.xml": pom(dependency("org.lz4:lz4-java", "&x;&b;"), prolog: bomb)])
        #expect(entity.version == "&x;&b;")
        let head = "<properties><a>${b}${b}</a><b>${a}${a}</b></properties>"
        let circle = try await only(["pom.xml": pom(dependency("org.lz4:lz4-java", "${a}"), head: head)])
        #expect(circle.version == nil)
        #expect(circle.status == .unknown)
    }

    @Test(arguments: [
        "<project", "<project>", "<project></projekt>", "not xml", "<!-- ", "<a/>", "<>", "<project><![CDATA[",
        String(repeating: "<project>", count: 5000), "<!DOCTYPE a [",
    ])
    func garbageIsNotJudged(text: String) async throws {
        let report = try await Tree.report(["pom.xml": text])
        #expect(report.verdict == .inconclusive)
        #expect(report.gaps == ["pom.xml"])
    }

    @Test func gradle() async throws {
        let text = """
            dependencies {
              // implementation 'org.rocksdb:rocksdbjni:5.0.1'
              implementation 'org.rocksdb:rocksdbjni:5.0.1'
              implementation("org.lz4:lz4-java:$lz4")
              api project(':core')
            }
            """
        let report = try await Tree.report(["build.gradle": text])
        #expect(report.dependencies.map { $0.status } == [.upgrade, .unknown])
        #expect(report.dependencies.map { $0.line } == [3, 4])
        #expect(report.verdict == .blocked)
    }
}
