import ScanModel

/// Maven packages with native code, and since when they have it for Linux on arm64. One entry for each package, each
/// with a public source.
enum MavenKnowledge {
    private static let table =
        "https://github.com/aws/aws-graviton-getting-started/blob/main/CommonNativeJarsTable.md"

    static let packages: [String: KnownPackage] = [
        KnownPackage("com.github.jnr:jffi", .since("1.2.13"), table),
        KnownPackage("com.github.luben:zstd-jni", .since("1.2.0"), table),
        KnownPackage(
            "com.google.protobuf:protoc", .since("3.5.0"), "https://github.com/protocolbuffers/protobuf/issues/3844"),
        KnownPackage(
            "io.netty:netty-tcnative-boringssl-static", .since("2.0.31"), hasFallback: true,
            "https://github.com/netty/netty-tcnative/issues/552"),
        KnownPackage("io.netty:netty-transport-native-epoll", .since("4.1.50"), hasFallback: true, table),
        KnownPackage("net.java.dev.jna:jna", .since("4.4.0"), "https://github.com/apache/commons-crypto/pull/93"),
        KnownPackage("org.apache.commons:commons-crypto", .since("1.1.0"), table),
        KnownPackage("org.fusesource.jansi:jansi-native", .none, hasFallback: true, table),
        KnownPackage("org.fusesource.leveldbjni:leveldbjni-all", .none, table),
        KnownPackage("org.hyperic:sigar", .none, "https://github.com/hyperic/sigar/pull/140"),
        KnownPackage("org.lz4:lz4-java", .since("1.4.0"), hasFallback: true, table),
        KnownPackage(
            "org.rocksdb:rocksdbjni", .since("6.4.6", also: ["5.18.4"]),
            "https://github.com/facebook/rocksdb/issues/5559"),
        KnownPackage(
            "org.xerial.snappy:snappy-java", .since("1.1.2.2"), "https://github.com/xerial/snappy-java/issues/134"),
    ].reduce(into: [:]) { $0[$1.name] = $1 }
}
