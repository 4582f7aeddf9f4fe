import Reporting
import ScanModel

/// What is looked for in Python's dependencies.
enum PythonRules {
    static let wheel = Rule(
        id: "python-wheel", title: "a Python package without a wheel for arm64", area: .dependency, severity: .blocker,
        effort: .minutes,
        why:
            "pip installs native code from wheels; where this version has one for x86 and none for arm64, pip compiles "
            + "the sources, or fails when there are none.",
        remedy: "use a version that has a wheel for arm64", before: "numpy==1.18.5", after: "numpy==1.19.5",
        reference: "https://packaging.python.org/en/latest/specifications/platform-compatibility-tags/")
    static let address = Rule(
        id: "python-wheel-address", title: "a wheel for x86, named by its address", area: .dependency,
        severity: .blocker, effort: .minutes,
        why:
            "pip refuses a wheel whose tags don't fit the machine: an address with x86_64 can't be installed on arm64.",
        remedy: "take the package from the index, or add the wheel for arm64 with a marker for platform_machine",
        before: "torch @ https://example.com/torch-2.1.0-cp311-cp311-linux_x86_64.whl", after: "torch==2.1.0",
        reference: "https://packaging.python.org/en/latest/specifications/dependency-specifiers/")
    static let lock = Rule(
        id: "python-lock-platform", title: "a Python environment locked for x86 only", area: .dependency,
        severity: .warning, effort: .minutes,
        why: "The file resolves packages for the platforms that it lists; for one that it doesn't list nothing can be "
            + "installed from it.",
        remedy: "add linux-aarch64 to the platforms and lock again", before: "platforms = [\"linux-64\"]",
        after: "platforms = [\"linux-64\", \"linux-aarch64\"]",
        reference: "https://conda.github.io/conda-lock/output/")
    static let conda = Rule(
        id: "conda-package", title: "a conda package for x86 only", area: .dependency, severity: .blocker,
        effort: .minutes,
        why: "The package is made for x86 processors; conda finds none for linux-aarch64 and refuses the environment.",
        remedy: "take it out of what arm64 installs, or use OpenBLAS in its place",
        before: "dependencies:\n  - mkl", after: "dependencies:\n  - openblas",
        reference: "https://github.com/conda-forge/conda-forge-pinning-feedstock/pull/5012")

    static let all = [wheel, address, lock, conda]
}
