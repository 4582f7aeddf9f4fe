/// What public guides and trackers say of versions that ``WheelData`` does not tell of: one entry for each package,
/// with its source. The first version with a wheel may be from the tests that ``TestedWheels`` names.
enum PythonFacts {
    private static let guide = "https://github.com/aws/aws-graviton-getting-started/blob/main/python.md"

    /// A thread of a project's tracker.
    private static func thread(_ project: String, _ number: Int) -> String {
        "https://github.com/\(project)/issues/\(number)"
    }

    /// What the index lists of a version.
    private static func files(_ name: String, _ version: String) -> String {
        "https://pypi.org/project/\(name)/\(version)/#files"
    }

    /// A public lock file, which names the files that the index had.
    private static let openBB =
        "https://github.com/OpenBB-finance/OpenBB/blob/007020951082201bea052ccdcf3d1f25e60d5cc6/poetry.lock"

    /// - Parameter name: normalised.
    static func fact(of name: String) -> PythonFact? { packages[name] ?? TestedWheels.fact(of: name) }

    private static let packages: [String: PythonFact] = [
        "catboost": PythonFact(since: "1.2", hasSources: false, files("catboost", "1.2")),
        "cffi": PythonFact(with: "1.14.6", thread("nix-community/poetry2nix", 344)),
        "confluent-kafka": PythonFact(
            since: "2.1.0", "https://github.com/confluentinc/confluent-kafka-python/pull/1496"),
        "cryptography": PythonFact(without: "2.9.2", with: "3.4.7", thread("pyca/cryptography", 5292)),
        "cx-oracle": PythonFact(without: "8.3.0", thread("oracle/python-cx_Oracle", 489)),
        "daal4py": PythonFact(never: "2024.7.0", files("daal4py", "2024.7.0")),
        "dbt-extractor": PythonFact(
            with: "0.5.1", "https://github.com/dlt-hub/dlt/blob/0032aee69c5ad13a707614030097c473f6bfb2e9/uv.lock"),
        "gevent": PythonFact(without: "20.9.0", thread("gevent/gevent", 1694)),
        "greenlet": PythonFact(without: "0.4.17", holes: ["3.0.2"], thread("python-greenlet/greenlet", 202)),
        "h3": PythonFact(with: "3.7.3", thread("uber/h3-py", 189)),
        "h5py": PythonFact(with: "3.8.0", holes: ["3.11.0"], thread("h5py/h5py", 2414)),
        "ibm-db": PythonFact(without: "3.2.5", hasSources: false, thread("ibmdb/python-ibmdb", 984)),
        "intel-extension-for-pytorch": PythonFact(
            never: "2.8.0", files("intel-extension-for-pytorch", "2.8.0")),
        "intel-openmp": PythonFact(never: "2026.2.0", files("intel-openmp", "2026.2.0")),
        "intel-tensorflow": PythonFact(never: "2.14.0", files("intel-tensorflow", "2.14.0")),
        "jaxlib": PythonFact(
            since: "0.4.18", hasSources: false,
            "https://github.com/nextstrain/docker-base/pull/186"),
        "kiwisolver": PythonFact(without: "1.2.0", with: "1.4.5", thread("nucleic/kiwi", 83)),
        "lightgbm": PythonFact(without: "3.1.0", with: "4.6.0", thread("lightgbm-org/LightGBM", 3517)),
        "llvmlite": PythonFact(since: "0.37.0", thread("numba/llvmlite", 665)),
        "matplotlib": PythonFact(since: "3.4.0", thread("matplotlib/matplotlib", 17813)),
        "mkl-fft": PythonFact(never: "2.3.2", files("mkl-fft", "2.3.2")),
        "mkl-include": PythonFact(
            without: "2025.0.1", hasSources: false,
            "https://github.com/conda-forge/intel_repack-feedstock/blob/main/recipe/meta.yaml"),
        "mkl-random": PythonFact(never: "1.5.0", files("mkl-random", "1.5.0")),
        "mkl-service": PythonFact(never: "2.8.0", files("mkl-service", "2.8.0")),
        "numba": PythonFact(without: "0.52.0", with: "0.56.4", thread("numba/numba", 6558)),
        "numexpr": PythonFact(since: "2.7.3", thread("pydata/numexpr", 375)),
        "onnxruntime": PythonFact(
            since: "1.7.0", hasSources: false, files("onnxruntime", "1.7.0")),
        "onnxruntime-gpu": PythonFact(without: "1.27.0", hasSources: false, thread("microsoft/onnxruntime", 27366)),
        "onnxruntime-openvino": PythonFact(never: "1.24.1", files("onnxruntime-openvino", "1.24.1")),
        "openvino": PythonFact(since: "2023.1.0", hasSources: false, files("openvino", "2023.1.0")),
        "osqp": PythonFact(with: "0.6.2.post8", openBB),
        "paddlepaddle": PythonFact(without: "2.5.2", hasSources: false, files("paddlepaddle", "2.5.2")),
        "pillow": PythonFact(since: "7.2.0", thread("python-pillow/Pillow", 4758)),
        "playwright": PythonFact(with: "1.54.0", hasSources: false, files("playwright", "1.54.0")),
        "pyarrow": PythonFact(since: "4.0.0", thread("apache/arrow", 28314)),
        "pymssql": PythonFact(without: "2.1.5", thread("pymssql/pymssql", 692)),
        "pyside2": PythonFact(never: "5.15.2.1", files("pyside2", "5.15.2.1")),
        "pyzmq": PythonFact(with: "23.0.0", thread("zeromq/pyzmq", 1401)),
        "ray": PythonFact(since: "2.2.0", hasSources: false, files("ray", "2.2.0")),
        "scikit-image": PythonFact(
            without: "0.18.1", with: "0.19.3", thread("scikit-image/scikit-image", 5299)),
        "scikit-learn": PythonFact(
            without: "0.23.1", with: "0.24.2", thread("scikit-learn/scikit-learn", 17800)),
        "scikit-learn-intelex": PythonFact(never: "2026.2.0", files("scikit-learn-intelex", "2026.2.0")),
        "scipy": PythonFact(since: "1.5.3", guide),
        "sentencepiece": PythonFact(since: "0.1.94", guide),
        "shap": PythonFact(without: "0.41.0", openBB),
        "statsmodels": PythonFact(with: "0.13.2", openBB),
        "tbb": PythonFact(never: "2023.2.0", files("tbb", "2023.2.0")),
        "tensorflow-addons": PythonFact(never: "0.23.0", files("tensorflow-addons", "0.23.0")),
        "tensorflow-cpu": PythonFact(never: "2.21.0", files("tensorflow-cpu", "2.21.0")),
        "tensorflow-gpu": PythonFact(without: "2.11.0", hasSources: false, files("tensorflow-gpu", "2.11.0")),
        "tensorflow-io": PythonFact(without: "0.18.0", hasSources: false, thread("tensorflow/io", 1441)),
        "tensorflow-text": PythonFact(
            without: "2.17.0", with: "2.18.1", hasSources: false, files("tensorflow-text", "2.18.1")),
        "tokenizers": PythonFact(without: "0.10.3", with: "0.13.2", thread("huggingface/tokenizers", 824)),
        "xgboost": PythonFact(without: "1.2.0", with: "1.6.2", thread("dmlc/xgboost", 11563)),
    ]
}
