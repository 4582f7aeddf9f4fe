/// Gems that carry native code, and since when they have it for Linux on arm64; each with a public source.
enum GemKnowledge {
    static let packages = PackageFact.table([
        PackageFact(
            "google-protobuf", since: "3.22.2", otherwise: .compiles,
            "https://github.com/protocolbuffers/protobuf/issues/12144"),
        PackageFact("grpc", since: "1.60.0", otherwise: .compiles, "https://github.com/grpc/grpc/issues/35806"),
        PackageFact(
            "ibm_db", since: nil, instead: "IBM has no client for Linux on arm64 but the one for Java",
            "https://github.com/ibmdb/python-ibmdb/issues/989"),
        PackageFact(
            "libv8", since: "6.3.292.48.1", instead: "replace therubyracer by mini_racer",
            "https://github.com/rubyjs/libv8/issues/257"),
        PackageFact("libv8-node", since: "16.10.0.0", "https://github.com/rubyjs/libv8-node/issues/19"),
        PackageFact(
            "nokogiri", since: "1.13.0", prebuiltSince: "1.11.0", otherwise: .compiles,
            "https://github.com/sparklemotion/nokogiri/pull/2332"),
        PackageFact("sorbet-static", since: "0.5.11751", "https://github.com/yob/pdf-reader/pull/546"),
        PackageFact(
            "therubyracer", since: nil, instead: "replace it by mini_racer, which has arm64",
            "https://github.com/rubyjs/libv8/issues/257"),
        PackageFact(
            "wkhtmltopdf-binary", since: "0.12.6.7", "https://github.com/zakird/wkhtmltopdf_binary_gem/issues/170"),
    ])
}
