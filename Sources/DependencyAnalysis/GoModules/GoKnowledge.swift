/// Go modules with prebuilt native code, and since when they have it for Linux on arm64; each with a public source.
enum GoKnowledge {
    static let packages = PackageFact.table([
        PackageFact(
            "github.com/bytecodealliance/wasmtime-go", since: "0.31.0",
            "https://github.com/bytecodealliance/wasmtime-go/pull/103"),
        // Before 1.4.0 it took the distribution's librdkafka: https://github.com/confluentinc/confluent-kafka-go/issues/576
        PackageFact(
            "github.com/confluentinc/confluent-kafka-go", since: "2.0.2", prebuiltSince: "1.4.0",
            "https://github.com/confluentinc/confluent-kafka-go/blob/master/CHANGELOG.md"),
        PackageFact(
            "github.com/ibmdb/go_ibm_db", since: nil,
            instead: "IBM has no Db2 client for Linux on arm64 but the one for Java",
            "https://github.com/ibmdb/go_ibm_db/issues/269"),
        PackageFact(
            "rogchap.com/v8go", since: nil, instead: "build V8 for arm64 yourself, or use an interpreter in Go",
            "https://github.com/rogchap/v8go/issues/97"),
    ])
}
