import ScanModel

/// What a scan keeps of a Rust file.
struct RustFile: Sendable {
    /// A finding, for as long as the code is compiled for arm64.
    struct Hit: Sendable {
        let finding: Finding
        let guarded: RustGuard
        /// Only where x86 does not have it too: `compile_error!`.
        let isForOthersOnly: Bool
    }

    /// `mod name;`
    struct Module: Sendable {
        /// Modules with a body that it stands in.
        let outer: [String]
        let name: String
        /// Of `#[path = "…"]`.
        let path: String?
        let guarded: RustGuard
    }

    /// Something with a name, outside of functions and types.
    struct Definition: Sendable {
        enum Kind: Sendable {
            case function
            case module
            case other
        }

        let name: String
        let kind: Kind
        /// The module with a body that it stands in.
        let outer: String?
        let guarded: RustGuard
        let place: SourcePlace
    }

    /// A crate that `Cargo.toml` asks for, by the name that programs call it.
    struct Dependency: Sendable {
        let name: String
        let place: SourcePlace
    }

    var hits: [Hit] = []
    var modules: [Module] = []
    /// What is not compiled for arm64.
    var x86Definitions: [Definition] = []
    /// Uses and other definitions that are compiled for arm64, for as long as the file is.
    var words = WordSet(WordCollector())
}
