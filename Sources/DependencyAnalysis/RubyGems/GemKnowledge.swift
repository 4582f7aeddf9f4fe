/// Gems that carry native code, and since when they have it for Linux on arm64; each with a public source.
enum GemKnowledge {
    static let packages = PackageFact.table([
        PackageFact(
            "wkhtmltopdf-binary", since: "0.12.6.7", "https://github.com/zakird/wkhtmltopdf_binary_gem/issues/170")
    ])
}
