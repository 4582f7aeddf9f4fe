import ScanTestSupport

/// Small Python projects that run on arm64 as they are.
enum PythonFineProjects {
    static let all = requirements + markers + projects + locks + environments

    private static let requirements = [
        Trap("pure packages", ["requirements.txt": "flask==2.0\nDjango>=3\nrequests\nboto3\ncelery[redis]\n"]),
        Trap("the first version with a wheel", ["requirements.txt": "numpy==1.19.0\n"]),
        Trap("a newer version", ["requirements.txt": "pandas==1.5.3\ngrpcio==1.60.0\n"]),
        Trap("only a lower bound: the newest is taken", ["requirements.txt": "numpy>=1.16\ntensorflow>=1.0\n"]),
        Trap(
            "what guides and trackers say",
            ["requirements.txt": "scipy\nPillow>=6\nmatplotlib==3.5.1\nscikit-learn==1.2\njaxlib\nh5py==3.10\ncffi<2\n"]
        ),
        Trap(
            "what lock files show",
            ["requirements.txt": "psutil==6.0.0\nasyncmy==0.2.9\nnvidia-cublas-cu12==12.4.5.8\ntriton\nPyMuPDF==1.24\n"]
        ),
        Trap(
            "a hole for another version of Python",
            [".python-version": "3.12", "requirements.txt": "orjson==3.10.7"]),
        Trap("PyTorch's builds for arm64", ["requirements.txt": "torch==2.8.0+cpu\ntorchvision==0.23.0+cu128\n"]),
        Trap("no version", ["requirements.txt": "torch\nspacy\n"]),
        Trap("an upper bound above the first wheel", ["requirements.txt": "numpy>=1.10,<1.25\ntorch<2\n"]),
        Trap("a compatible version above it", ["requirements.txt": "numpy~=1.18\n"]),
        Trap("a hole that is excluded", ["requirements.txt": "torch>=1.8,!=1.9.1,<1.10\n"]),
        Trap("a hole that pip passes over, without sources", ["requirements.txt": "torch>=1.8,<=1.9.1\n"]),
        Trap(
            "native code that may be left out",
            ["requirements.txt": "PyYAML==5.1\nMarkupSafe==1.1.1\nSQLAlchemy==1.3.0\n"]),
        Trap("built from sources everywhere", ["requirements.txt": "--no-binary numpy\nnumpy==1.18.5\n"]),
        Trap(
            "a wheel for arm64 by its address",
            ["requirements.txt": "foo @ https://example.com/foo-1.0-cp39-cp39-manylinux2014_aarch64.whl\n"]),
        Trap("a wheel for every system by its path", ["requirements.txt": "./dist/foo-1.0-py3-none-any.whl\n"]),
        Trap(
            "a wheel for both by its path",
            ["requirements.txt": "./foo-1.0-py3-none-manylinux2014_x86_64.manylinux2014_aarch64.whl\n"]),
        Trap("a wheel for Windows", ["requirements.txt": "./foo-1.0-cp39-cp39-win_amd64.whl\n"]),
        Trap("sources by their address", ["requirements.txt": "https://example.com/foo-x86_64-1.0.tar.gz\n"]),
        Trap("a repository", ["requirements.txt": "git+https://example.com/x86_64/foo.git@1.0#egg=foo\n-e .\n"]),
        Trap("comments", ["requirements.txt": "# torch==1.7.1\nflask # torch==1.7.1\n"]),
        Trap(
            "options",
            ["requirements.txt": "--extra-index-url https://example.com/x86_64\n--pre\n-i https://x\nflask\n"]),
        Trap("a constraint without a requirement", ["requirements.txt": "flask", "constraints.txt": "torch==1.7.1"]),
        Trap("compiled requirements win", ["requirements.in": "numpy<1.19", "requirements.txt": "numpy==1.21.0"]),
        Trap("a version newer than what is known", ["requirements.txt": "numpy==99.0"]),
        Trap(
            "no wheel for this Python on x86 either", [".python-version": "3.13", "requirements.txt": "numpy==1.19.5"]),
        Trap("not a file of requirements", ["notes.txt": "torch==1.7.1", "docs/requires.txt": "torch==1.7.1"]),
    ]

    private static let markers = [
        Trap("x86 alone needs it", ["requirements.txt": "mkl==2021.4.0; platform_machine == 'x86_64'\n"]),
        Trap("everything but arm64 needs it", ["requirements.txt": "torch==1.7.1; platform_machine != \"aarch64\"\n"]),
        Trap(
            "Windows alone needs it",
            ["requirements.txt": "mkl ; sys_platform == \"win32\"\npywin32; os_name == 'nt'\n"]),
        Trap("x86 in a list", ["requirements.txt": "mkl; platform_machine in 'x86_64 AMD64'\n"]),
        Trap("macOS and x86", ["requirements.txt": "mkl; sys_platform == 'darwin' or platform_machine == 'x86_64'\n"]),
        Trap("another interpreter needs it", ["requirements.txt": "torch==1.7.1; implementation_name == 'pypy'\n"]),
        Trap("Python 2 needs it", ["requirements.txt": "numpy==1.16.6; python_version < '3'\n"]),
        Trap(
            "one version for each architecture",
            [
                "requirements.txt":
                    "torch==1.7.1; platform_machine == 'x86_64'\ntorch==1.8.1; platform_machine == 'aarch64'\n"
            ]),
        Trap(
            "an address for each architecture",
            [
                "requirements.txt":
                    "foo @ https://e.com/foo-1-cp39-cp39-linux_x86_64.whl ; platform_machine == 'x86_64'\nfoo @ https://e.com/foo-1-cp39-cp39-linux_aarch64.whl ; platform_machine == 'aarch64'\n"
            ]),
        Trap(
            "another Python needs it",
            [".python-version": "3.11", "requirements.txt": "torch==1.7.1; python_version < '3.9'"]),
    ]

    private static let projects = [
        Trap(
            "PEP 621",
            [
                "pyproject.toml":
                    "[project]\nname = \"a\"\ndependencies = [\"numpy>=1.16\", \"torch; sys_platform == 'linux'\"]\n"
            ]),
        Trap("poetry's caret reaches a wheel", ["pyproject.toml": "[tool.poetry.dependencies]\nnumpy = \"^1.16\"\n"]),
        Trap("poetry's alternatives", ["pyproject.toml": "[tool.poetry.dependencies]\nnumpy = \"1.16.* || >=1.20\"\n"]),
        Trap(
            "poetry's conditions",
            [
                "pyproject.toml":
                    "[tool.poetry.dependencies]\nmkl = { version = \"*\", markers = \"platform_machine == 'x86_64'\" }\npywin32 = {version=\"*\", platform=\"win32\"}\n"
            ]),
        Trap(
            "other tools' tables", ["pyproject.toml": "[tool.black]\nline-length = 100\nrequired = \"torch==1.7.1\"\n"]),
        Trap(
            "setup.cfg",
            [
                "setup.cfg":
                    "[options]\ninstall_requires = numpy>=1.16; python_version>='3'\n[flake8]\nignore = torch==1.7.1\n"
            ]),
        Trap(
            "setup.py",
            [
                "setup.py":
                    "# install_requires=['torch==1.7.1']\nsetup(install_requires=['numpy>=1.19'], x='torch==1.7.1')\n"
            ]),
        Trap(
            "setup.py that computes", ["setup.py": "setup(install_requires=open('requirements.txt').read().split())\n"]),
        Trap(
            "Pipfile",
            [
                "Pipfile":
                    "[packages]\nnumpy = \"*\"\nmkl = {version = \"*\", platform_machine = \"== 'x86_64'\"}\n[requires]\npython_version = \"3.9\"\n"
            ]),
    ]

    private static let locks = [
        Trap(
            "a lock wins over an old bound",
            [
                "pyproject.toml": "[project]\nname = \"a\"\ndependencies = [\"numpy<1.19\"]\n",
                "uv.lock":
                    "[[package]]\nname = \"a\"\nsource = { virtual = \".\" }\ndependencies = [{ name = \"numpy\" }]\n[[package]]\nname = \"numpy\"\nversion = \"1.24.0\"\nsource = { registry = \"x\" }\n",
            ]),
        Trap(
            "uv.lock: what only x86 leads to",
            [
                "uv.lock":
                    "[[package]]\nname = \"a\"\nsource = { editable = \".\" }\ndependencies = [{ name = \"nv\", marker = \"platform_machine == 'x86_64' and sys_platform == 'linux'\" }]\n\n[[package]]\nname = \"nv\"\nversion = \"1.0\"\nsource = { registry = \"x\" }\nwheels = [{ url = \"https://e.com/nv-1.0-py3-none-manylinux1_x86_64.whl\" }]\n"
            ]),
        Trap(
            "uv.lock with wheels for both",
            [
                "uv.lock":
                    "[[package]]\nname = \"b\"\nversion = \"1.0\"\nwheels = [\n { url = \"https://e.com/b-1.0-cp39-cp39-manylinux_2_17_x86_64.whl\" },\n { url = \"https://e.com/b-1.0-cp39-cp39-manylinux_2_17_aarch64.whl\" },\n]\n"
            ]),
        Trap(
            "uv.lock for one of two branches",
            [
                "uv.lock":
                    "[[package]]\nname = \"torch\"\nversion = \"1.7.1\"\nresolution-markers = [\"platform_machine == 'x86_64'\"]\n\n[[package]]\nname = \"torch\"\nversion = \"2.0.0\"\nresolution-markers = [\"platform_machine != 'x86_64'\"]\n"
            ]),
        Trap(
            "poetry.lock: what only x86 leads to",
            [
                "poetry.lock":
                    "[[package]]\nname = \"b\"\nversion = \"1\"\nfiles = [{file = \"b-1-py3-none-any.whl\"}]\n[package.dependencies]\nnv = {version = \"1\", markers = \"platform_machine == \\\"x86_64\\\"\"}\n[[package]]\nname = \"nv\"\nversion = \"1\"\nfiles = [{file = \"nv-1-py3-none-manylinux1_x86_64.whl\"}]\n"
            ]),
        Trap(
            "poetry.lock with wheels for every system",
            [
                "poetry.lock":
                    "[[package]]\nname = \"b\"\nversion = \"1\"\nfiles = [{file = \"b-1-py2.py3-none-any.whl\"}]\n"
            ]),
        Trap(
            "Pipfile.lock",
            [
                "Pipfile.lock":
                    "{\"default\": {\"mkl\": {\"version\": \"==2021.4.0\", \"markers\": \"platform_machine == 'x86_64'\"}, \"numpy\": {\"version\": \"==1.20.0\"}}}"
            ]),
        Trap(
            "installed packages tell the version",
            [
                "requirements.txt": "torch<1.9\n",
                "venv/lib/python3.8/site-packages/torch-1.8.1.dist-info/WHEEL": "Tag: cp38-cp38-manylinux1_x86_64\n",
            ]),
    ]

    private static let environments = [
        Trap(
            "conda",
            ["environment.yml": "dependencies:\n  - python=3.9\n  - numpy=1.16\n  - pip:\n      - numpy>=1.16\n"]),
        Trap(
            "conda, without builds",
            ["environment.yml": "dependencies:\n  - openssl=1.1.1k\n  - tqdm=4.0=pyhd3eb1b0_1\n"]),
        Trap(
            "conda-lock for both",
            ["conda-lock.yml": "metadata:\n  platforms:\n  - linux-64\n  - linux-aarch64\npackage: []\n"]),
        Trap("conda-lock for a desktop", ["conda-lock.yml": "metadata:\n  platforms:\n  - osx-64\npackage: []\n"]),
        Trap(
            "pixi for both",
            [
                "pixi.toml":
                    "[workspace]\nplatforms = [\"linux-64\", \"linux-aarch64\"]\n[target.linux-64.dependencies]\nmkl = \"*\"\n"
            ]),
        Trap(
            "pixi.lock for both",
            [
                "pixi.lock":
                    "environments:\n  default:\n    packages:\n      linux-64:\n      - conda: a\n      linux-aarch64:\n      - conda: b\npackages:\n"
            ]),
    ]
}
