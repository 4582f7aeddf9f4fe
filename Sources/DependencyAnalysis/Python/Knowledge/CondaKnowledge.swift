/// What is known of conda's packages.
enum CondaKnowledge {
    /// Intel's libraries and what is built on them alone; the recipes say for which platforms they are made.
    static let x86Only: [String: String] = [
        "mkl": feedstock("mkl"), "mkl-include": feedstock("mkl"), "mkl-devel": feedstock("mkl"),
        "mkl-service": feedstock("mkl-service"), "mkl_fft": feedstock("mkl_fft"),
        "mkl_random": feedstock("mkl_random"), "intel-openmp": feedstock("intel-openmp"),
    ]

    private static func feedstock(_ name: String) -> String {
        "https://github.com/conda-forge/\(name)-feedstock/blob/main/recipe/meta.yaml"
    }

    /// Packages that are no Python packages, or the interpreter and its tools: made for linux-aarch64.
    static let tools: Set<String> = ["python", "pip", "setuptools", "wheel", "conda", "nodejs", "git", "make", "cmake"]
}
