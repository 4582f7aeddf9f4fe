import DependencyAnalysis
import ScanModel
import ScanTestSupport
import Testing

/// What is said of projects whose packages are not in the tree.
@Suite struct JarGapTests {
    private static let pom = POM.project([
        POM.dependency("org.mybatis:mybatis", "3.5.0"), POM.dependency("org.junit:junit", "4", "<scope>test</scope>"),
    ])

    private func gaps(_ files: [String: String]) async throws -> [String] {
        try await Project(DependencyAnalyses.all).judge(files).gaps.map { $0.what }
    }

    @Test func anUnbuiltProject() async throws {
        let judgement = try await Project(DependencyAnalyses.all).judge(["pom.xml": Self.pom])
        #expect(judgement.gaps.map { $0.what } == ["pom.xml"])
        #expect(judgement.gaps.first?.why.hasPrefix("the JARs of its one dependency are not here") == true)
        #expect(judgement.findings.isEmpty)
        #expect(judgement.dependencies.map { $0.status } == [.ok, .ok])
    }

    @Test(arguments: [
        "target/lib/mybatis-3.5.0.jar", "app.war!/WEB-INF/lib/mybatis-3.5.0.jar", "lib/mybatis.jar",
        "app.jar!/META-INF/maven/org.mybatis/mybatis/pom.properties",
    ])
    func aBuiltProject(jar: String) async throws {
        #expect(try await gaps(["pom.xml": Self.pom, jar: ""]).isEmpty)
    }

    @Test(arguments: ["target/mybatis-spring-2.0.jar", "gradle/wrapper/gradle-wrapper.jar", "lib/other-3.5.0.jar"])
    func otherJars(jar: String) async throws {
        #expect(try await gaps(["pom.xml": Self.pom, jar: ""]) == ["pom.xml"])
    }

    @Test func testsAloneAreNoGap() async throws {
        let pom = POM.project([POM.dependency("org.junit:junit", "4", "<scope>test</scope>")])
        #expect(try await gaps(["pom.xml": pom]).isEmpty)
        #expect(try await gaps(["build.gradle": "dependencies { testImplementation 'junit:junit:4.12' }"]).isEmpty)
        #expect(try await gaps(["pom.xml": POM.project()]).isEmpty)
        #expect(try await gaps(["examples/a/pom.xml": Self.pom]).isEmpty)
        #expect(try await gaps([".teamcity/pom.xml": Self.pom]).isEmpty)
        #expect(try await gaps(["build.gradle": "buildscript { dependencies { classpath 'g.x:a:1' } }"]).isEmpty)
    }

    @Test func oneGapForAllModules() async throws {
        let module = POM.project([POM.dependency("g:a", "1")], head: "<parent>\(POM.coordinates("g:p"))</parent>")
        let files = ["pom.xml": POM.project(head: POM.coordinates("g:p")), "a/pom.xml": module, "b/pom.xml": module]
        #expect(try await gaps(files) == ["pom.xml"])
        let gradle = ["settings.gradle": "", "a/build.gradle": "api 'g.x:a:1'", "b/build.gradle": "api 'g.x:b:1'"]
        #expect(try await gaps(gradle).count == 1)
    }

    @Test func aLockFileTellsAll() async throws {
        let script = "dependencies { implementation 'org.mybatis:mybatis:3.5.0' }"
        let files = ["build.gradle": script, "gradle.lockfile": "org.mybatis:mybatis:3.5.0=runtimeClasspath\nempty=\n"]
        #expect(try await gaps(files).isEmpty)
        let unknown = ["build.gradle": script, "gradle.lockfile": "com.acme:library:1=runtimeClasspath\n"]
        #expect(try await gaps(unknown) == ["build.gradle"])
    }

    @Test func aNormalSpringProjectIsKnown() async throws {
        let names = [
            "org.springframework.boot:spring-boot-starter-web", "org.mybatis:mybatis-spring",
            "net.sourceforge.stripes:stripes", "org.apache.taglibs:taglibs-standard-impl", "org.slf4j:slf4j-api",
            "jakarta.servlet:jakarta.servlet-api", "org.hsqldb:hsqldb", "com.fasterxml.jackson.core:jackson-databind",
            "org.apache.commons:commons-lang3", "org.postgresql:postgresql", "com.zaxxer:HikariCP", "junit:junit",
        ]
        let pom = POM.project(names.map { POM.dependency($0, "1.0") })
        let judgement = try await Project(DependencyAnalyses.all).judge(["pom.xml": pom])
        #expect(judgement.dependencies.allSatisfy { $0.status == .ok })
        #expect(judgement.dependencies.count == names.count)
        #expect(judgement.findings.isEmpty)
        let native = POM.project([POM.dependency("org.apache.commons:commons-crypto", "1.0.0")])
        #expect(try await Project(DependencyAnalyses.all).summary(["pom.xml": native]).count == 1)
    }
}
