/// Bills of materials that are rarely in a tree, and how the version of a package follows from them.
enum KnownBills {
    /// Bills that give every package of a group their own version, but for those that count by themselves.
    private static let sameVersion: [String: (prefix: String, except: String)] = [
        "io.netty:netty-bom": ("io.netty:netty-", "io.netty:netty-tcnative"),
        "io.grpc:grpc-bom": ("io.grpc:", "io.grpc:grpc-kotlin"),
    ]

    static func version(of name: String, in bill: DeclaredDependency) -> String? {
        guard let rule = sameVersion[bill.name], name.hasPrefix(rule.prefix), !name.hasPrefix(rule.except) else {
            return nil
        }
        return bill.version
    }

    /// The property by which a project says the version of a package that Spring Boot's parent manages.
    static func property(for name: String) -> String? {
        if name.hasPrefix("io.netty:netty-"), !name.hasPrefix("io.netty:netty-tcnative") { return "netty.version" }
        return springBoot[name]
    }

    private static let springBoot: [String: String] = [
        "net.java.dev.jna:jna": "jna.version", "net.java.dev.jna:jna-platform": "jna.version",
        "org.xerial:sqlite-jdbc": "sqlite-jdbc.version",
        "de.flapdoodle.embed:de.flapdoodle.embed.mongo": "embedded-mongo.version",
        "org.apache.kafka:kafka-streams": "kafka.version",
        "com.couchbase.client:java-client": "couchbase-client.version",
    ]
}
