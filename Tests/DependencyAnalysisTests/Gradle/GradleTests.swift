import DependencyAnalysis
import ScanModel
import ScanTestSupport
import Testing

@Suite struct GradleTests {
    private static let old = ["maven-dependency blocker build.gradle:1"]

    private static func groovy(_ name: String, _ text: String, _ expected: [String] = old) -> Trap {
        Trap(name, ["build.gradle": text], expected)
    }

    private static func kotlin(_ name: String, _ text: String, _ isFound: Bool = true) -> Trap {
        Trap(name, ["build.gradle.kts": text], isFound ? ["maven-dependency blocker build.gradle.kts:1"] : [])
    }

    private static let notations = [
        groovy("a text", "implementation 'org.rocksdb:rocksdbjni:5.17.2'"),
        groovy("a text in parentheses", "implementation('org.rocksdb:rocksdbjni:5.17.2')"),
        groovy("named parts", "compile group: 'org.rocksdb', name: 'rocksdbjni', version: '5.17.2'"),
        groovy("named parts over lines", "compile(group: 'org.rocksdb',\n name: 'rocksdbjni',\n version: '5.17.2')"),
        groovy("a new version", "implementation 'org.rocksdb:rocksdbjni:7.9.2'", []),
        groovy(
            "in a comment", "// implementation 'org.rocksdb:rocksdbjni:5.17.2'\n/* 'org.rocksdb:rocksdbjni:5.1' */", []),
        groovy("another project", "api project(':org:rocksdbjni:5')", []),
        groovy(
            "for tests", "testImplementation 'org.rocksdb:rocksdbjni:5.17.2'",
            ["maven-dependency warning build.gradle:1"]),
        groovy(
            "for the compiler only", "compileOnly 'org.rocksdb:rocksdbjni:5.17.2'",
            ["maven-dependency warning build.gradle:1"]),
        groovy(
            "the build's own", "buildscript { dependencies { classpath 'org.rocksdb:rocksdbjni:5.17.2' } }",
            ["maven-dependency warning build.gradle:1"]),
        groovy("a range", "implementation 'org.rocksdb:rocksdbjni:[4,5['"),
        groovy(
            "an open version", "implementation 'org.rocksdb:rocksdbjni:5.+'", ["maven-dependency note build.gradle:1"]),
        groovy(
            "a version from elsewhere", "implementation \"org.rocksdb:rocksdbjni:$x\"",
            ["maven-dependency note build.gradle:1"]),
        groovy("a variable behind", "implementation \"org.rocksdb:rocksdbjni:$v\"\ndef v = '5.17.2'"),
        groovy("ext.v", "api \"org.rocksdb:rocksdbjni:$v\"\next.v = '5.17.2'"),
        groovy("an ext block", "api \"org.rocksdb:rocksdbjni:${v}\"\next { v = '5.17.2' }"),
        groovy("a map", "api \"org.rocksdb:rocksdbjni:${versions.rocks}\"\next.versions = [a: '1', rocks: '5.17.2']"),
        groovy("rootProject.ext", "api \"org.rocksdb:rocksdbjni:${rootProject.ext.v}\"\next { set('v', '5.17.2') }"),
        groovy("a sum of texts", "api 'org.rocksdb:rocksdbjni:' + v\ndef v = '5.17.2'"),
        groovy("a named variable", "api group: 'org.rocksdb', name: 'rocksdbjni', version: v\ndef v = '5.17.2'"),
        groovy("strictly", "api('org.rocksdb:rocksdbjni') { version { strictly '5.17.2' } }"),
        groovy(
            "a constraint",
            "api 'org.rocksdb:rocksdbjni'\ndependencies { constraints { api 'org.rocksdb:rocksdbjni:5.17.2' } }"),
        groovy("a constraint alone", "dependencies { constraints { api 'org.rocksdb:rocksdbjni:5.17.2' } }", []),
        groovy(
            "Spring's plugin",
            "api 'org.rocksdb:rocksdbjni'\ndependencyManagement { dependencies { dependency 'org.rocksdb:rocksdbjni:5.17.2' } }"
        ),
        groovy(
            "a platform",
            "api 'io.netty:netty-transport-native-epoll'\napi platform('io.netty:netty-bom:4.1.30.Final')",
            ["maven-dependency warning build.gradle:1"]),
        groovy(
            "a classifier", "api 'io.netty:netty-transport-native-epoll:4.1.90.Final:linux-x86_64@jar'",
            ["maven-classifier warning build.gradle:1"]),
        groovy(
            "both classifiers",
            "api 'io.netty:netty-transport-native-epoll:4.1.90.Final:linux-x86_64'\napi 'io.netty:netty-transport-native-epoll:4.1.90.Final:linux-aarch_64'",
            []),
        groovy("a chosen classifier", "api \"io.netty:netty-tcnative:2.0.61.Final:${osdetector.classifier}\"", []),
        groovy("an old protoc", "protobuf { protoc { artifact = 'com.google.protobuf:protoc:3.4.0' } }"),
        groovy("the project's own name", "group = 'org.rocksdb'\nname = 'rocksdbjni'\nversion = '5.17.2'", []),
        groovy("what is left out", "api('com.acme:a:1') { exclude group: 'org.rocksdb', module: 'rocksdbjni' }", []),
        groovy("an address is no coordinate", "maven { url 'https://repo.example.com:8080/a' }", []),
        kotlin("a text in Kotlin", "implementation(\"org.rocksdb:rocksdbjni:5.17.2\")"),
        kotlin(
            "named parts in Kotlin",
            "implementation(group = \"org.rocksdb\", name = \"rocksdbjni\", version = \"5.17.2\")"),
        kotlin("val", "implementation(\"org.rocksdb:rocksdbjni:$v\")\nval v = \"5.17.2\""),
        kotlin("a typed val", "implementation(\"org.rocksdb:rocksdbjni:$v\")\nval v: String = \"5.17.2\""),
        kotlin("extra", "implementation(\"org.rocksdb:rocksdbjni:${extra[\"v\"]}\")\nextra[\"v\"] = \"5.17.2\""),
        kotlin("by extra", "implementation(\"org.rocksdb:rocksdbjni:$v\")\nval v by extra(\"5.17.2\")"),
        kotlin("a new one in Kotlin", "implementation(\"org.rocksdb:rocksdbjni:8.0.0\")", false),
    ]

    private static let catalog = """
        [versions]
        rocks = "5.17.2"
        rich = { strictly = "[4,6[", prefer = "5.17.2" }
        # old = "1"
        [libraries]
        rocks-db = { module = "org.rocksdb:rocksdbjni", version.ref = "rocks" }
        rich = { group = "org.rocksdb", name = "rocksdbjni", version.ref = "rich" }
        text = "org.rocksdb:rocksdbjni:5.17.2"
        own = { module = "org.rocksdb:rocksdbjni", version = { strictly = "5.17.2" } }
        new = { module = "org.rocksdb:rocksdbjni", version = "8.0.0" }
        [bundles]
        both = [
          "new", # a remark
          "rocks-db",
        ]
        [plugins]
        boot = { id = "org.springframework.boot", version = "3.0.0" }
        """

    private static func taken(_ name: String, _ use: String, _ expected: [String]) -> Trap {
        Trap(name, ["gradle/libs.versions.toml": catalog, "app/build.gradle.kts": use], expected)
    }

    private static let catalogs = [
        taken("a reference", "implementation(libs.rocks.db)", ["maven-dependency blocker gradle/libs.versions.toml:6"]),
        taken("a rich version", "implementation(libs.rich)", ["maven-dependency blocker gradle/libs.versions.toml:7"]),
        taken("a text", "implementation(libs.text)", ["maven-dependency blocker gradle/libs.versions.toml:8"]),
        taken("its own version", "implementation(libs.own)", ["maven-dependency blocker gradle/libs.versions.toml:9"]),
        taken("a new version", "implementation(libs.new)\nplugins { alias(libs.plugins.boot) }", []),
        taken("not used", "plugins { java }", []),
        taken(
            "a bundle", "implementation(libs.bundles.both)", ["maven-dependency blocker gradle/libs.versions.toml:6"]),
        taken(
            "for tests", "testImplementation(libs.rocks.db)", ["maven-dependency warning gradle/libs.versions.toml:6"]),
        taken(
            "for tests and more", "testImplementation(libs.text)\napi(libs.text)",
            ["maven-dependency blocker gradle/libs.versions.toml:8"]),
        Trap(
            "another catalog",
            [
                "gradle/deps.versions.toml": "[libraries]\nr = \"org.rocksdb:rocksdbjni:5.17.2\"\n",
                "build.gradle": "implementation deps.r",
            ],
            ["maven-dependency blocker gradle/deps.versions.toml:2"]),
        Trap(
            "a catalog in the settings",
            [
                "settings.gradle.kts": """
                dependencyResolutionManagement { versionCatalogs { create("libs") {
                    version("rocks", "5.17.2")
                    library("rocks-db", "org.rocksdb", "rocksdbjni").versionRef("rocks")
                } } }
                """,
                "build.gradle.kts": "dependencies { implementation(libs.rocks.db) }",
            ],
            ["maven-dependency blocker settings.gradle.kts:3"]),
    ]

    private static let files = [
        Trap(
            "gradle.properties",
            [
                "gradle.properties": "# x\nrocksVersion=5.17.2\n",
                "a/build.gradle": "api \"org.rocksdb:rocksdbjni:$rocksVersion\"",
            ],
            ["maven-dependency blocker a/build.gradle:1"]),
        Trap(
            "a script of versions",
            [
                "gradle/versions.gradle": "ext.rocks = '5.17.2'", "settings.gradle": "",
                "a/build.gradle": "api \"org.rocksdb:rocksdbjni:$rocks\"",
            ],
            ["maven-dependency blocker a/build.gradle:1"]),
        Trap(
            "constants of buildSrc",
            [
                "buildSrc/src/main/kotlin/Versions.kt": "object Versions { const val rocks = \"5.17.2\" }",
                "settings.gradle": "", "build.gradle.kts": "api(\"org.rocksdb:rocksdbjni:${Versions.rocks}\")",
            ],
            ["maven-dependency blocker build.gradle.kts:1"]),
        Trap(
            "a lock file says the version",
            [
                "build.gradle": "api 'org.rocksdb:rocksdbjni:7.+'",
                "gradle.lockfile": "org.rocksdb:rocksdbjni:5.17.2=runtimeClasspath",
            ],
            ["maven-dependency blocker build.gradle:1"]),
        Trap(
            "a lock file lifts the version",
            [
                "build.gradle": "api 'org.rocksdb:rocksdbjni:5.17.2'",
                "gradle.lockfile": "org.rocksdb:rocksdbjni:7.0.1=runtimeClasspath",
            ]),
        Trap(
            "what is brought along is in the lock file",
            [
                "build.gradle": "api 'com.acme:a:1'",
                "gradle.lockfile": "# x\ncom.acme:a:1=c\norg.rocksdb:rocksdbjni:5.17.2=c\nempty=d",
            ],
            ["maven-dependency blocker gradle.lockfile:3"]),
        Trap(
            "a lock file of old Gradle versions",
            [
                "a/build.gradle": "",
                "a/gradle/dependency-locks/runtimeClasspath.lockfile": "org.rocksdb:rocksdbjni:5.17.2",
            ],
            ["maven-dependency blocker a/gradle/dependency-locks/runtimeClasspath.lockfile:1"]),
        Trap(
            "checksums are silent",
            [
                "gradle/verification-metadata.xml":
                    "<component group=\"org.rocksdb\" name=\"rocksdbjni\" version=\"5.17.2\"/>"
            ]),
        Trap(
            "sbt",
            [
                "build.sbt":
                    "val v = \"5.17.2\"\nlibraryDependencies ++= Seq(\n  \"org.rocksdb\" % \"rocksdbjni\" % v,\n  \"com.acme\" %% \"x\" % \"1\" % Test)"
            ],
            ["maven-dependency blocker build.sbt:3"]),
        Trap(
            "sbt for tests",
            ["build.sbt": "libraryDependencies += \"org.rocksdb\" % \"rocksdbjni\" % \"5.17.2\" % Test"],
            ["maven-dependency warning build.sbt:1"]),
        Trap(
            "sbt with Scala's version",
            ["build.sbt": "libraryDependencies += \"com.twitter\" %% \"finagle-core\" % \"19.1.0\""],
            ["maven-dependency warning build.sbt:1"]),
        Trap("sbt, new", ["build.sbt": "libraryDependencies += \"org.rocksdb\" % \"rocksdbjni\" % \"8.0.0\""]),
        Trap(
            "Mill", ["build.sc": "def ivyDeps = Agg(\n ivy\"org.rocksdb:rocksdbjni:5.17.2\",\n ivy\"com.acme::x:1\")"],
            ["maven-dependency blocker build.sc:2"]),
        Trap(
            "Ivy",
            [
                "ivy.xml":
                    "<ivy-module><dependencies>\n<dependency org=\"org.rocksdb\" name='rocksdbjni' rev=\"5.17.2\"/></dependencies></ivy-module>"
            ],
            ["maven-dependency blocker ivy.xml:2"]),
        Trap(
            "Leiningen",
            [
                "project.clj":
                    "(defproject a \"1.0\"\n ; [org.rocksdb/rocksdbjni \"5.0\"]\n :dependencies [[org.rocksdb/rocksdbjni \"5.17.2\"]])"
            ],
            ["maven-dependency blocker project.clj:3"]),
        Trap(
            "deps.edn", ["deps.edn": "{:deps {org.rocksdb/rocksdbjni {:mvn/version \"5.17.2\"}}}"],
            ["maven-dependency blocker deps.edn:1"]),
        Trap(
            "Bazel",
            [
                "WORKSPACE":
                    "maven_install(\n  artifacts = [\n    \"org.rocksdb:rocksdbjni:5.17.2\",\n    # \"org.rocksdb:rocksdbjni:5.0.0\",\n  ])"
            ],
            ["maven-dependency blocker WORKSPACE:3"]),
        Trap(
            "Bazel by parts",
            [
                "MODULE.bazel":
                    "maven.install(artifacts = [\nmaven.artifact(group = \"org.rocksdb\", artifact = \"rocksdbjni\", version = \"5.17.2\")])"
            ],
            ["maven-dependency blocker MODULE.bazel:2"]),
        Trap(
            "Bazel's lock file",
            ["maven_install.json": "{\"artifacts\": {\n\"org.rocksdb:rocksdbjni\": {\"version\": \"5.17.2\"}}}"],
            ["maven-dependency blocker maven_install.json:2"]),
        Trap(
            "Bazel's older lock file",
            [
                "maven_install.json":
                    "{\"dependency_tree\": {\"dependencies\": [\n{\"coord\": \"org.rocksdb:rocksdbjni:5.17.2\"}]}}"
            ],
            ["maven-dependency blocker maven_install.json:2"]),
    ]

    @Test(arguments: notations + catalogs + files) func trap(_ trap: Trap) async throws {
        #expect(try await Project(DependencyAnalyses.all).summary(trap.files) == trap.expected)
    }

    @Test(arguments: [
        "\"", "'''", "\"${\"", "a = \"$a\"\napi \"g.x:a:$a\"", String(repeating: "{", count: 5000), "group: 'a', name:",
        String(repeating: "[a: 'b', ", count: 2000), "api 'a.b:c:\\", "\u{FEFF}api 'a.b:c:1'", "%%%%%", "[[[[",
        "\"a\" %",
    ])
    func garbageNeitherCrashesNorHangs(text: String) async throws {
        let names = [
            "build.gradle", "settings.gradle.kts", "gradle/libs.versions.toml", "gradle.lockfile", "build.sbt",
            "project.clj", "deps.edn", "WORKSPACE", "gradle.properties",
        ]
        let files = Dictionary(uniqueKeysWithValues: names.map { ($0, text + "\nmaven_install") })
        _ = try await Project(DependencyAnalyses.all).judge(files)
    }
}
