import ScanTestSupport

/// Small Python projects that break on arm64, and what a scan says of them.
enum PythonTraps {
    static let broken = lists + requirements + projects + locks + environments

    private static let explicitList =
        "# platform: linux-64\n@EXPLICIT\nhttps://conda.anaconda.org/conda-forge/linux-64/python-3.10.12-0.conda#0\n"

    private static let lists = [
        Trap(
            "an explicit list of conda", ["conda-linux-64.lock": explicitList],
            ["python-lock-platform warning conda-linux-64.lock:3"]),
        Trap(
            "the same under another name", ["env/spec-file.txt": explicitList],
            ["python-lock-platform warning env/spec-file.txt:3"]),
    ]

    private static let requirements = [
        Trap(
            "sources alone, where x86 has a wheel", ["requirements.txt": "flask\nnumpy==1.18.5\n"],
            ["python-wheel warning requirements.txt:2"]),
        Trap(
            "neither wheel nor sources", ["requirements.txt": "tensorflow==2.9.0\n"],
            ["python-wheel blocker requirements.txt:1"]),
        Trap(
            "PyTorch's builds for x86", ["requirements.txt": "torch==2.1.0+cpu\ntorchvision==0.16.0+cu118\n"],
            ["python-wheel blocker requirements.txt:1", "python-wheel blocker requirements.txt:2"]),
        Trap(
            "what guides and trackers say",
            [
                "requirements.txt":
                    "scipy==1.4.1\nPillow==6.2.0\nmatplotlib<3.4\nscikit-learn~=0.22.0\njaxlib==0.4.10\nonnxruntime-gpu==1.20\n"
            ],
            [
                "python-wheel blocker requirements.txt:5", "python-wheel blocker requirements.txt:6",
                "python-wheel warning requirements.txt:1", "python-wheel warning requirements.txt:2",
                "python-wheel warning requirements.txt:3", "python-wheel warning requirements.txt:4",
            ]),
        Trap(
            "a hole that a tracker tells of", ["requirements.txt": "h5py==3.11.0"],
            ["python-wheel warning requirements.txt:1"]),
        Trap("an old torch", ["requirements.txt": "torch==1.7.1"], ["python-wheel blocker requirements.txt:1"]),
        Trap(
            "a hole: a later version than the first with a wheel", ["requirements.txt": "spacy==3.2.5"],
            ["python-wheel warning requirements.txt:1"]),
        Trap("another hole", ["requirements.txt": "pandas==1.2.3\n"], ["python-wheel warning requirements.txt:1"]),
        Trap(
            "a hole without sources", ["requirements.txt": "opencv-python==4.5.2.52"],
            ["python-wheel blocker requirements.txt:1"]),
        Trap("a hole of torch", ["requirements.txt": "torch==1.9.1"], ["python-wheel blocker requirements.txt:1"]),
        Trap(
            "a hole of tensorflow", ["requirements.txt": "tensorflow==2.15.0.post1"],
            ["python-wheel blocker requirements.txt:1"]),
        Trap(
            "holes that lock files show",
            ["requirements.txt": "psutil==5.9.8\nasyncmy==0.2.10\nnvidia-cublas-cu12==12.1.3.1\ntriton==3.1.0\n"],
            [
                "python-wheel blocker requirements.txt:3", "python-wheel blocker requirements.txt:4",
                "python-wheel warning requirements.txt:1", "python-wheel warning requirements.txt:2",
            ]),
        Trap(
            "a hole for one version of Python", [".python-version": "3.13", "requirements.txt": "orjson==3.10.7"],
            ["python-wheel warning requirements.txt:1"]),
        Trap("never a wheel", ["requirements.txt": "mkl\n"], ["python-wheel blocker requirements.txt:1"]),
        Trap(
            "never a wheel, pinned", ["requirements.txt": "mkl==2021.4.0\n"],
            ["python-wheel blocker requirements.txt:1"]),
        Trap(
            "an upper bound", ["requirements.txt": "numpy>=1.16,<1.19\n"],
            ["python-wheel warning requirements.txt:1"]),
        Trap(
            "a compatible version", ["requirements.txt": "numpy~=1.18.0"], ["python-wheel warning requirements.txt:1"]),
        Trap("a wildcard", ["requirements.txt": "tensorflow==2.4.*"], ["python-wheel blocker requirements.txt:1"]),
        Trap("arbitrary equality", ["requirements.txt": "torch===1.7.0"], ["python-wheel blocker requirements.txt:1"]),
        Trap(
            "a name in another spelling", ["requirements.txt": "Psycopg2_Binary==2.8.6"],
            ["python-wheel warning requirements.txt:1"]),
        Trap(
            "extras, hashes, continuations and comments",
            [
                "requirements.txt":
                    "# pinned\n\ngrpcio[protobuf] == 1.30.0 \\\n    --hash=sha256:00 \\\n    --hash=sha256:01  # old\n"
            ], ["python-wheel warning requirements.txt:3"]),
        Trap(
            "carriage returns and a byte order mark", ["requirements.txt": "\u{FEFF}flask\r\ntorch==1.7.1\r\n"],
            ["python-wheel blocker requirements.txt:2"]),
        Trap(
            "only wheels are allowed", ["requirements.txt": "--only-binary :all:\nnumpy==1.18.5"],
            ["python-wheel blocker requirements.txt:2"]),
        Trap(
            "only wheels of one package are allowed", ["requirements.txt": "--only-binary=numpy\nnumpy==1.18.5"],
            ["python-wheel blocker requirements.txt:2"]),
        Trap(
            "another file takes it in",
            ["requirements/prod.txt": "-r base.txt\n", "requirements/base.txt": "torch==1.7.1"],
            ["python-wheel blocker requirements/base.txt:1"]),
        Trap(
            "a constraint says the version",
            ["requirements.txt": "-c constraints.txt\nnumpy\n", "constraints.txt": "numpy==1.17.0\nmkl==2021.4.0\n"],
            ["python-wheel warning constraints.txt:1"]),
        Trap(
            "a constraint that nobody names",
            ["a/requirements.txt": "numpy>=1.10", "a/constraints.txt": "\nnumpy<1.18"],
            ["python-wheel warning a/constraints.txt:2"]),
        Trap(
            "requirements for development matter less", ["requirements-dev.txt": "tensorflow==2.4.0"],
            ["python-wheel warning requirements-dev.txt:1"]),
        Trap(
            "a wheel by its address",
            ["requirements.txt": "foo @ https://example.com/foo-1.0-cp39-cp39-manylinux2014_x86_64.whl"],
            ["python-wheel-address blocker requirements.txt:1"]),
        Trap(
            "a bare address of a wheel",
            ["requirements.txt": "flask\nhttps://example.com/foo-1.0%2Bcpu-cp39-cp39-linux_x86_64.whl#sha256=00"],
            ["python-wheel-address blocker requirements.txt:2"]),
        Trap(
            "the path of a wheel", ["requirements.txt": "./wheels/foo-1.0-cp39-cp39-manylinux_2_28_x86_64.whl"],
            ["python-wheel-address blocker requirements.txt:1"]),
        Trap(
            "a wheel for 32-bit x86", ["requirements.txt": "./foo-1.0-cp39-cp39-manylinux1_i686.whl"],
            ["python-wheel-address blocker requirements.txt:1"]),
        Trap(
            "a marker that holds on arm64", ["requirements.txt": "torch==1.7.1; sys_platform == 'linux'"],
            ["python-wheel blocker requirements.txt:1"]),
        Trap(
            "a marker about Python that may hold", ["requirements.txt": "torch==1.7.1; python_version < '3.9'"],
            ["python-wheel blocker requirements.txt:1"]),
        Trap(
            "what compiled requirements are made from", ["requirements.in": "mkl"],
            ["python-wheel blocker requirements.in:1"]),
        Trap(
            "no wheel for the project's Python", [".python-version": "3.11.4\n", "requirements.txt": "torch==1.13.1"],
            ["python-wheel blocker requirements.txt:1"]),
    ]

    private static let projects = [
        Trap(
            "PEP 621",
            ["pyproject.toml": "[project]\nname = \"a\"\ndependencies = [\n  \"flask\",\n  \"torch==1.7.1\",\n]\n"],
            ["python-wheel blocker pyproject.toml:5"]),
        Trap(
            "an extra matters less",
            ["pyproject.toml": "[project]\nname = \"a\"\n[project.optional-dependencies]\nml = [\"torch==1.7.1\"]\n"],
            ["python-wheel warning pyproject.toml:4"]),
        Trap(
            "PEP 735", ["pyproject.toml": "[dependency-groups]\ndev = [\"torch==1.7.1\", {include-group = \"x\"}]\n"],
            ["python-wheel warning pyproject.toml:2"]),
        Trap(
            "what builds it", ["pyproject.toml": "[build-system]\nrequires = [\"mkl\"]\n"],
            ["python-wheel warning pyproject.toml:2"]),
        Trap(
            "poetry's caret", ["pyproject.toml": "[tool.poetry.dependencies]\npython = \"^3.8\"\ntorch = \"~1.7.0\"\n"],
            ["python-wheel blocker pyproject.toml:3"]),
        Trap(
            "poetry's table",
            ["pyproject.toml": "[tool.poetry.dependencies]\nnumpy = { version = \"1.16.*\", extras = [\"x\"] }\n"],
            ["python-wheel warning pyproject.toml:2"]),
        Trap(
            "poetry's long table",
            ["pyproject.toml": "[tool.poetry.dependencies.tensorflow]\nversion = \"2.4.1\"\noptional = false\n"],
            ["python-wheel blocker pyproject.toml:1"]),
        Trap(
            "poetry's group", ["pyproject.toml": "[tool.poetry.group.dev.dependencies]\ntorch = \"1.7.1\"\n"],
            ["python-wheel warning pyproject.toml:2"]),
        Trap(
            "poetry's address of a wheel",
            [
                "pyproject.toml":
                    "[tool.poetry.dependencies]\nfoo = {url = \"https://example.com/foo-1.0-cp39-cp39-linux_x86_64.whl\"}\n"
            ], ["python-wheel-address blocker pyproject.toml:2"]),
        Trap(
            "setup.cfg",
            [
                "setup.cfg":
                    "[metadata]\nname = a\n\n[options]\ninstall_requires =\n    flask\n    torch==1.7.1  # old\n"
            ],
            ["python-wheel blocker setup.cfg:7"]),
        Trap(
            "setup.py",
            [
                "setup.py":
                    "from setuptools import setup\nsetup(\n    name='a',\n    install_requires=[\n        'flask',\n        \"torch==1.7.1\",  # old\n    ],\n)\n"
            ],
            ["python-wheel blocker setup.py:6"]),
        Trap(
            "setup.py with a variable",
            ["setup.py": "REQS = (\n 'torch==1.7.1',\n)\nsetup(install_requires=REQS)\n"],
            ["python-wheel blocker setup.py:2"]),
        Trap(
            "setup.py with extras", ["setup.py": "setup(extras_require={'ml': ['torch==1.7.1'], 'x': []})\n"],
            ["python-wheel warning setup.py:1"]),
        Trap(
            "Pipfile", ["Pipfile": "[packages]\nflask = \"*\"\ntorch = \"==1.7.1\"\n"],
            ["python-wheel blocker Pipfile:3"]),
        Trap(
            "Pipfile's table",
            ["Pipfile": "[packages]\ntorch = {version = \"==1.7.1\", sys_platform = \"== 'linux'\"}\n"],
            ["python-wheel blocker Pipfile:2"]),
    ]

    private static let locks = [
        Trap(
            "Pipfile.lock",
            [
                "Pipfile": "[packages]\ntorch = \"*\"\n",
                "Pipfile.lock":
                    "{\n \"_meta\": {},\n \"default\": {\n  \"torch\": {\n   \"version\": \"==1.7.1\"\n  }\n },\n \"develop\": {}\n}\n",
            ], ["python-wheel blocker Pipfile.lock:4"]),
        Trap(
            "poetry.lock lists the files of an unknown package",
            [
                "poetry.lock":
                    "[[package]]\nname = \"nobody-knows\"\nversion = \"1.0\"\nfiles = [\n    {file = \"nobody_knows-1.0-cp39-cp39-manylinux2014_x86_64.whl\", hash = \"sha256:0\"},\n]\n"
            ], ["python-wheel blocker poetry.lock:2"]),
        Trap(
            "poetry.lock with sources",
            [
                "poetry.lock":
                    "[[package]]\nname = \"nobody-knows\"\nversion = \"1.0\"\n\n[metadata.files]\nnobody-knows = [\n  {file = \"nobody-knows-1.0.tar.gz\"},\n  {file = \"nobody_knows-1.0-cp39-cp39-manylinux2014_x86_64.whl\"},\n]\n"
            ], ["python-wheel warning poetry.lock:2"]),
        Trap(
            "poetry.lock wins over the manifest",
            [
                "pyproject.toml": "[tool.poetry.dependencies]\nnumpy = \">=1.10\"\n",
                "poetry.lock": "[[package]]\nname = \"numpy\"\nversion = \"1.17.0\"\n",
            ], ["python-wheel warning poetry.lock:2"]),
        Trap(
            "poetry.lock: what only developers need",
            ["poetry.lock": "[[package]]\nname = \"torch\"\nversion = \"1.7.1\"\ncategory = \"dev\"\n"],
            ["python-wheel warning poetry.lock:2"]),
        Trap(
            "uv.lock",
            [
                "uv.lock":
                    "version = 1\n\n[[package]]\nname = \"nobody-knows\"\nversion = \"2.0\"\nsource = { registry = \"https://pypi.org/simple\" }\nwheels = [\n    { url = \"https://example.com/a/nobody_knows-2.0-cp312-cp312-manylinux_2_28_x86_64.whl\", hash = \"sha256:0\" },\n]\n"
            ], ["python-wheel blocker uv.lock:4"]),
        Trap(
            "uv.lock for x86 only",
            ["uv.lock": "version = 1\nsupported-markers = [\n    \"platform_machine == 'x86_64'\",\n]\n"],
            ["python-lock-platform warning uv.lock:2"]),
        Trap(
            "pdm.lock",
            [
                "pdm.lock":
                    "[[package]]\nname = \"nobody-knows\"\nversion = \"1.0\"\ngroups = [\"default\"]\nfiles = [\n    {file = \"nobody_knows-1.0-cp39-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64.whl\", hash = \"\"},\n]\n"
            ], ["python-wheel blocker pdm.lock:2"]),
        Trap(
            "pylock.toml",
            [
                "pylock.toml":
                    "lock-version = \"1.0\"\n[[packages]]\nname = \"nobody-knows\"\nversion = \"1.0\"\nwheels = [{name = \"nobody_knows-1.0-cp39-cp39-manylinux2014_x86_64.whl\", url = \"\"}]\n"
            ], ["python-wheel blocker pylock.toml:3"]),
        Trap(
            "installed packages tell the version",
            [
                "requirements.txt": "numpy\n",
                "venv/lib/python3.8/site-packages/numpy-1.18.5.dist-info/WHEEL":
                    "Wheel-Version: 1.0\nTag: cp38-cp38-manylinux1_x86_64\n",
            ], ["python-wheel warning requirements.txt:1"]),
    ]

    private static let environments = [
        Trap(
            "Intel's TensorFlow", ["requirements.txt": "intel-tensorflow==2.13.0\n"],
            ["python-wheel blocker requirements.txt:1"]),
        Trap(
            "a package that never was for arm64, without a version", ["requirements.txt": "flask\ntensorflow-cpu\n"],
            ["python-wheel blocker requirements.txt:2"]),
        Trap(
            "uv's environments",
            [
                "pyproject.toml":
                    "[project]\nname = \"a\"\n[tool.uv]\nenvironments = [\"platform_machine == 'x86_64'\"]\n"
            ],
            ["python-lock-platform warning pyproject.toml:4"]),
        Trap(
            "uv's environments for both",
            ["pyproject.toml": "[project]\nname = \"a\"\n[tool.uv]\nenvironments = [\"sys_platform == 'linux'\"]\n"]),
        Trap(
            "a version that is newer than the data", ["requirements.txt": "tensorflow-cpu==99.0\n"],
            ["python-wheel note requirements.txt:1"]),
        Trap(
            "conda's MKL",
            ["environment.yml": "name: a\nchannels:\n  - defaults\ndependencies:\n  - python=3.9\n  - mkl=2021.4\n"],
            ["conda-package blocker environment.yml:6"]),
        Trap(
            "conda's variant with MKL", ["environment.yml": "dependencies:\n  - blas=1.0=mkl\n"],
            ["conda-package blocker environment.yml:2"]),
        Trap(
            "conda's MKL from a channel", ["environment.yaml": "dependencies:\n- intel::intel-openmp>=2021 # fast\n"],
            ["conda-package blocker environment.yaml:2"]),
        Trap(
            "pip's packages in a conda environment",
            ["environment.yml": "dependencies:\n  - python=3.8\n  - pip\n  - pip:\n    - flask\n    - torch==1.7.1\n"],
            ["python-wheel blocker environment.yml:6"]),
        Trap(
            "an environment exported with builds",
            [
                "environment.yml":
                    "dependencies:\n  - _libgcc_mutex=0.1=main\n  - openssl=1.1.1k=h27cfd23_0\n  - pip=21.0=py38h06a4308_0\n"
            ],
            ["python-lock-platform warning environment.yml:3"]),
        Trap(
            "conda-lock for x86 only",
            [
                "conda-lock.yml":
                    "version: 1\nmetadata:\n  content_hash:\n    linux-64: 00\n  platforms:\n  - linux-64\n  - osx-64\n  sources:\n  - environment.yml\npackage:\n- name: a\n"
            ],
            ["python-lock-platform warning conda-lock.yml:5"]),
        Trap(
            "pixi for x86 only", ["pixi.toml": "[workspace]\nname = \"a\"\nplatforms = [\"linux-64\", \"win-64\"]\n"],
            ["python-lock-platform warning pixi.toml:3"]),
        Trap(
            "pixi's MKL",
            ["pixi.toml": "[project]\nplatforms = [\"linux-64\", \"linux-aarch64\"]\n[dependencies]\nmkl = \"*\"\n"],
            ["conda-package blocker pixi.toml:4"]),
        Trap(
            "pixi's packages of the Python index",
            ["pixi.toml": "[project]\nplatforms = [\"linux-aarch64\"]\n[pypi-dependencies]\ntorch = \"==1.7.1\"\n"],
            ["python-wheel blocker pixi.toml:4"]),
        Trap(
            "pixi in pyproject.toml", ["pyproject.toml": "[tool.pixi.workspace]\nplatforms = [\"linux-64\"]\n"],
            ["python-lock-platform warning pyproject.toml:2"]),
        Trap(
            "pixi.lock for x86 only",
            [
                "pixi.lock":
                    "version: 6\nenvironments:\n  default:\n    channels:\n    - url: https://conda.anaconda.org/conda-forge/\n    packages:\n      linux-64:\n      - conda: https://example.com/a.conda\n      win-64:\n      - conda: b\npackages:\n- conda: a\n"
            ],
            ["python-lock-platform warning pixi.lock:7"]),
    ]
}
