import DependencyAnalysis
import Reporting
import ScanModel
import ScanTestSupport
import Testing

@Suite struct PythonAnalysisTests {
    private let project = Project(DependencyAnalyses.all)

    @Test(arguments: PythonTraps.broken) func trap(_ trap: Trap) async throws {
        #expect(try await project.summary(trap.files) == trap.expected)
    }

    @Test(arguments: PythonFineProjects.all) func isFine(_ trap: Trap) async throws {
        let judgement = try await project.judge(trap.files)
        #expect(judgement.findings.filter { $0.severity > .note } == [])
    }

    /// Native code in a version that nobody saw may have no wheel; pure packages never matter.
    @Test(arguments: [
        ("nvidia-nccl-cu12==2.21.0", 1), ("flask==0.0.1\nnumpy==99.0", 0), ("numpy==1.25.2", 0),
        ("nvidia-nccl-cu12==2.21.0; platform_machine == 'x86_64'", 0),
    ]) func whatCannotBeToldIsAGap(requirements: String, count: Int) async throws {
        #expect(try await project.judge(["requirements.txt": requirements]).gaps.count == count)
        for file in ["requirements-dev.txt", ".github/workflows/requirements.txt"] {
            #expect(try await project.judge([file: requirements]).gaps.isEmpty)
        }
    }

    /// Each result as `name version status minimum`.
    private func results(_ files: [String: String]) async throws -> [String] {
        try await project.judge(files).dependencies.map {
            "\($0.name) \($0.version ?? "-") \($0.status.rawValue) \($0.minimum ?? "-")"
        }
    }

    @Test(arguments: [
        ("numpy==1.18.5", "numpy 1.18.5 upgrade 1.19.0"), ("numpy==1.19.5", "numpy 1.19.5 ok -"),
        ("numpy>=1.16", "numpy - ok -"), ("numpy<1.19", "numpy - upgrade 1.19.0"),
        ("spacy==3.2.5", "spacy 3.2.5 upgrade 3.2.6"), ("spacy==3.1.7", "spacy 3.1.7 upgrade 3.2.4"),
        ("pandas==1.2.3", "pandas 1.2.3 upgrade 1.2.5"), ("torch==1.9.1", "torch 1.9.1 upgrade 1.10.0"),
        ("opencv-python==4.5.2.52", "opencv-python 4.5.2.52 upgrade 4.5.2.54"),
        ("tensorflow==2.15.0.post1", "tensorflow 2.15.0.post1 upgrade 2.15.1"),
        ("mkl==2021.4.0", "mkl 2021.4.0 unsupported -"), ("Flask==1.0", "flask 1.0 ok -"),
        ("nobody-knows==1", "nobody-knows 1 unknown -"), ("nobody-knows", "nobody-knows - unknown -"),
        ("mkl==1; platform_machine == 'x86_64'", "mkl 1 ok -"), ("torch==1.7.1+cpu", "torch 1.7.1+cpu upgrade 1.8.0"),
    ]) func status(requirement: String, expected: String) async throws {
        #expect(try await results(["requirements.txt": requirement]) == [expected])
    }

    /// Of these packages only some versions were seen.
    @Test(arguments: [
        // Seen.
        ("psutil==5.9.8", "psutil 5.9.8 upgrade 6.0.0"), ("psutil==6.0.0", "psutil 6.0.0 ok -"),
        // Between two with wheels; newer than the newest with one; between two without.
        ("zstandard==0.24.0", "zstandard 0.24.0 ok -"), ("zstandard==9.0", "zstandard 9.0 ok -"),
        ("triton==3.2.0", "triton 3.2.0 upgrade 3.7.1"),
        // Between one without and one with; newer than the newest without; older than the oldest.
        ("nvidia-nccl-cu12==2.20.5", "nvidia-nccl-cu12 2.20.5 ok -"),
        ("nvidia-nccl-cu12==2.21.0", "nvidia-nccl-cu12 2.21.0 unknown -"),
        ("nvidia-nccl-cu12==2.21.5", "nvidia-nccl-cu12 2.21.5 upgrade 2.26.2"),
        ("nvidia-nccl-cu12==2.22.3", "nvidia-nccl-cu12 2.22.3 unknown -"),
        ("asyncmy==9.0", "asyncmy 9.0 unknown -"), ("jiter==0.0.1", "jiter 0.0.1 unknown -"),
        // Older than the oldest, which has no native code yet.
        ("chardet==3.0.4", "chardet 3.0.4 ok -"),
        // What follows the newest that is allowed, may be unlike it.
        ("triton<=3.1.0", "triton - upgrade 3.7.1"), ("nvidia-nccl-cu12<=2.21.5", "nvidia-nccl-cu12 - ok -"),
        ("nvidia-nccl-cu12<2.22", "nvidia-nccl-cu12 - unknown -"), ("nvidia-nccl-cu12", "nvidia-nccl-cu12 - ok -"),
        ("asyncmy>=0.2", "asyncmy - unknown -"), ("zstandard<0.24", "zstandard - ok -"),
        // What trackers and tests say where nothing was seen.
        ("pyarrow==3.0.0", "pyarrow 3.0.0 upgrade 4.0.0"), ("pyarrow==6.0.1", "pyarrow 6.0.1 ok -"),
        ("onnxruntime==1.4.0", "onnxruntime 1.4.0 upgrade 1.7.0"), ("onnxruntime==1.16.3", "onnxruntime 1.16.3 ok -"),
        ("tensorflow-gpu==2.8.0", "tensorflow-gpu 2.8.0 unsupported -"),
        ("tokenizers==0.13.3", "tokenizers 0.13.3 ok -"), ("tokenizers==0.10.3", "tokenizers 0.10.3 upgrade 0.13.2"),
        ("pymupdf==1.22.5", "pymupdf 1.22.5 ok -"), ("pymupdf==1.16", "pymupdf 1.16 unknown -"),
    ]) func seenVersions(requirement: String, expected: String) async throws {
        #expect(try await results(["requirements.txt": requirement]) == [expected])
    }

    @Test(arguments: [
        ("nvidia-nccl-cu12==2.22.3", ": 2.21.5 has none, 2.26.2 has one"), ("jiter==0.0.1", ": 0.5.0 has one"),
        ("pymupdf==1.16", ""),
    ]) func unknownVersionNamesWhatWasSeen(requirement: String, expected: String) async throws {
        let words = requirement.replacing("==", with: " ")
        #expect(
            try await project.judge(["requirements.txt": requirement]).findings.map { $0.message } == [
                "\(words) has native code, and whether this version has a wheel for arm64 can't be told" + expected
            ])
    }

    @Test func onlyWindowsNeedsIt() async throws {
        #expect(try await results(["requirements.txt": "pywin32; sys_platform == 'win32'"]) == [])
    }

    @Test func findingSaysWhereAndWhatToDo() async throws {
        let found = try await project.judge(["requirements.txt": "flask\n  numpy==1.18.5 # old\n"]).findings.first
        #expect(found?.line == 2)
        #expect(found?.column == 3)
        #expect(found?.snippet == "numpy==1.18.5 # old")
        #expect(found?.remedy == "use numpy 1.19.0 or later")
        #expect(found?.reference == "https://pypi.org/project/numpy/1.18.5/#files")
    }

    @Test(arguments: [
        (["requirements.txt": "flask\nnumpy\n"], [String]()),
        (
            ["requirements.txt": "flask\nnobody-knows\nnor-this==1\n"],
            [
                "requirements.txt: 2 of 3 dependencies are not known to mixarch; scan with --online, or with the "
                    + "installed packages"
            ]
        ),
        (
            ["requirements.txt": "nobody-knows\n", "v/nobody_knows-1.0.dist-info/WHEEL": "Tag: py3-none-any\n"],
            []
        ),
        (["requirements-dev.txt": "nobody-knows\n"], []),
        // A version that nobody saw: its neighbours have no sources, or have them.
        (
            ["requirements.txt": "nvidia-nccl-cu12==2.22.3\n"],
            [
                "requirements.txt: 1 of 1 dependencies are not known to mixarch; scan with --online, or with the "
                    + "installed packages"
            ]
        ),
        (["requirements.txt": "jiter==0.0.1\n"], []),
        (
            ["requirements.txt": "--only-binary :all:\njiter==0.0.1\n"],
            [
                "requirements.txt: 1 of 1 dependencies are not known to mixarch; scan with --online, or with the "
                    + "installed packages"
            ]
        ),
        (
            ["requirements.txt": "-r other.txt\nflask\n"],
            ["requirements.txt: it takes in other.txt, which was not seen"]
        ),
        (["requirements.txt": "-r https://example.com/a.txt\n-r $HERE/b.txt\n"], []),
        (["pyproject.toml": "[project\n"], ["pyproject.toml: line 1: a header does not end"]),
        (["setup.py": "setup(install_requires=read())"], []),
    ]) func gaps(files: [String: String], expected: [String]) async throws {
        #expect(try await project.judge(files).gaps.map { "\($0.what): \($0.why)" } == expected)
    }

    @Test(arguments: [
        (["setup.py": "setup(install_requires=read())"], ["setup.py: its install_requires is computed when it is run"]),
        (
            ["setup.py": "setup(install_requires=['flask'] + more)"],
            ["setup.py: its install_requires is computed when it is run"]
        ),
        (["setup.py": "setup(install_requires=['flask'])"], []),
        (
            ["pyproject.toml": "[project]\ndynamic = [\"dependencies\"]\n"],
            ["pyproject.toml: its dependencies are computed when it is built"]
        ),
        (
            ["requirements-dev.txt": "nobody-knows\n"],
            [
                "requirements-dev.txt: 1 of 1 dependencies are not known to mixarch; scan with --online, or with the "
                    + "installed packages"
            ]
        ),
    ]) func omissions(files: [String: String], expected: [String]) async throws {
        #expect(try await project.judge(files).omissions.map { "\($0.what): \($0.why)" } == expected)
    }

    /// A version that is not listed, between two that differ.
    @Test func versionThatCannotBeTold() async throws {
        #expect(
            try await project.summary(["requirements.txt": "numpy==1.18.99"]) == [
                "python-wheel note requirements.txt:1"
            ])
    }

    /// Alpine's Python takes wheels for musl.
    @Test func musl() async throws {
        let project = Project(DependencyAnalyses.all(index: nil, libc: .musl))
        #expect(
            try await project.summary(["requirements.txt": "numpy==1.26.0"]) == [
                "python-wheel warning requirements.txt:1"
            ])
        #expect(try await project.summary(["requirements.txt": "numpy==1.26.4"]) == [])
    }

    /// Cut anywhere, no file makes it crash.
    @Test(arguments: PythonTraps.broken.flatMap { $0.files.sorted { $0.key < $1.key } }.map { [$0.key: $0.value] })
    func survivesEveryCut(file: [String: String]) async throws {
        for (path, content) in file {
            for count in stride(from: 0, to: content.utf8.count, by: 7) {
                _ = try await project.judge([path: String(decoding: Array(content.utf8.prefix(count)), as: UTF8.self)])
            }
        }
    }

    @Test(arguments: [
        "requirements.txt", "pyproject.toml", "setup.cfg", "setup.py", "Pipfile", "Pipfile.lock", "poetry.lock",
        "uv.lock",
        "environment.yml", "conda-lock.yml", "pixi.toml", "pixi.lock", ".python-version", "a.dist-info/WHEEL",
    ]) func survivesHostileFiles(path: String) async throws {
        let texts = [
            String(repeating: "[", count: 200_000), String(repeating: "a==1;(", count: 50_000),
            "install_requires=" + String(repeating: "['a',", count: 50_000),
            String(repeating: "\\\n", count: 50_000), "dependencies:\n" + String(repeating: "- pip:\n", count: 50_000),
            "\u{0}\u{1}\u{2}", "a==" + String(repeating: "1.", count: 100_000),
        ]
        for text in texts { _ = try await project.judge([path: text]) }
    }
}
