import Reporting
import ScanModel

/// `RUN cargo build --target x86_64-unknown-linux-musl`: a Rust program built for x86, wherever the image is built.
struct CargoTargetCheck: PassageCheck {
    let rule = BuildRules.fixedTarget

    private static let marks = ["--target=x86_64-unknown-linux", "--target x86_64-unknown-linux"]

    func findings(in source: PassageSource) -> [Finding] {
        guard source.dockerfile != nil else { return [] }
        return source.passages.filter { $0.keyword == "RUN" }.flatMap { passage in
            Self.marks.flatMap { source.code.indices(of: $0, in: passage.range) }.sorted().prefix(1).compactMap {
                place -> Finding? in
                let command = source.commandBefore(place, in: passage)
                guard source.code.containsAny(["cargo ", "cross ", "maturin "], in: command),
                    !source.choosesArchitecture(at: place, in: passage)
                else { return nil }
                return Finding(
                    rule, in: source.text, at: place, severity: passage.severity,
                    message: "the Rust program is always built for x86",
                    remedy: "leave --target out, or choose it by TARGETARCH (aarch64-unknown-linux-musl on arm64)")
            }
        }
    }
}
