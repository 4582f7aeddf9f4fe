/// What is known of conda's packages.
enum CondaKnowledge {
    /// Made for linux-64 and Windows only, says the recipe.
    private static let recipe = "https://github.com/conda-forge/intel_repack-feedstock/blob/main/recipe/meta.yaml"
    /// Builds on the library: only there where it is.
    private static let library = "https://github.com/conda-forge/conda-forge-pinning-feedstock/pull/5012"

    /// Intel's libraries and what is built on them alone, each with its source.
    static let x86Only: [String: String] = [
        "mkl": recipe, "mkl-include": recipe, "mkl-devel": recipe, "mkl-static": recipe, "intel-openmp": recipe,
        "mkl-service": library, "mkl_fft": library, "mkl_random": library,
    ]

    /// What a variant of another package is named that is built on one of them: `blas=1.0=mkl`, `libblas=*=*mkl`.
    static let variant = (word: "mkl", reference: library)
}
