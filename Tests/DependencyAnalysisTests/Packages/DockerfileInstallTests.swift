import DependencyAnalysis
import ScanModel
import ScanTestSupport
import Testing

/// What the commands of Dockerfiles install.
@Suite struct DockerfileInstallTests {
    private static func docker(_ name: String, _ text: String, _ expected: [String] = []) -> Trap {
        Trap(name, ["Dockerfile": text], expected)
    }

    private static let python = [
        docker(
            "pip", "FROM python:3.8-slim\nRUN pip install --no-cache-dir tensorflow==2.3.1 boto3\n",
            ["python-wheel blocker Dockerfile:2"]),
        docker(
            "the line of the package",
            "FROM python:3.8\nRUN apt-get update && \\\n    python3 -m pip install -U \\\n      'numpy==1.18.5' \\\n      flask\n",
            ["python-wheel warning Dockerfile:4"]),
        docker(
            "the exec form", "FROM python:3.8\nRUN [\"pip3\", \"install\", \"tensorflow==2.3.1\"]\n",
            ["python-wheel blocker Dockerfile:2"]),
        docker(
            "a version by an argument", "FROM python:3.8\nARG TF=2.3.1\nRUN pip install tensorflow==${TF}\n",
            ["python-wheel blocker Dockerfile:3"]),
        docker(
            "uv", "FROM python:3.8\nRUN --mount=type=cache,target=/c uv pip install --system tensorflow==2.3.1\n",
            ["python-wheel blocker Dockerfile:2"]),
        docker(
            "only wheels", "FROM python:3.8\nRUN pip install --only-binary :all: numpy==1.18.5\n",
            ["python-wheel blocker Dockerfile:2"]),
        docker(
            "nobody uses the stage",
            "FROM python:3.8 AS lab\nRUN pip install tensorflow==2.3.1\nFROM python:3.8\nRUN pip install flask\n",
            ["python-wheel warning Dockerfile:2"]),
        docker("a newer version", "FROM python:3.8-slim\nRUN pip install tensorflow==2.13.0 numpy\n"),
        docker(
            "values of options",
            "FROM python:3.8\nRUN pip install -r tensorflow==2.3.1 -c numpy==1.18.5 -e . ./tensorflow-2.3.1.whl\n"),
        docker("told only", "FROM python:3.8\n# RUN pip install tensorflow==2.3.1\nRUN echo pip install\n"),
        docker(
            "on x86 alone",
            "FROM python:3.8\nARG TARGETARCH\nRUN if [ \"$TARGETARCH\" = amd64 ]; then pip install tensorflow==2.3.1; fi\n"
        ),
        docker(
            "something else", "FROM python:3.8\nRUN pip uninstall -y tensorflow==2.3.1 && pip download numpy==1.18.5\n"),
    ]

    private static let alpine = [
        Trap(
            "Alpine has wheels of its own",
            [
                "Dockerfile": "FROM python:3.11-alpine\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\n",
                "requirements.txt": "numpy==1.25.2\npandas==2.1.4\n",
            ], ["python-wheel warning requirements.txt:1", "python-wheel warning requirements.txt:2"]),
        Trap(
            "Alpine by a stage",
            [
                "Dockerfile":
                    "FROM python:3.11-alpine AS base\nFROM base\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\n",
                "requirements/a.txt": "numpy==1.25.2\n",
            ], ["python-wheel warning requirements/a.txt:1"]),
        Trap(
            "Debian",
            [
                "Dockerfile": "FROM python:3.11-slim\nRUN pip install -r requirements.txt\n",
                "requirements.txt": "numpy==1.25.2\npandas==2.1.4\n",
            ]),
        Trap(
            "both",
            [
                "Dockerfile": "FROM python:3.11-slim\nRUN pip install -r requirements.txt\n",
                "Dockerfile.alpine": "FROM python:3.11-alpine\nRUN pip install -r requirements.txt\n",
                "requirements.txt": "numpy==1.25.2\n",
            ]),
        Trap(
            "Alpine for something else",
            ["Dockerfile": "FROM node:20-alpine\nRUN npm ci\n", "requirements.txt": "numpy==1.25.2\n"]),
    ]

    private static let others = [
        docker(
            "npm", "FROM node:16\nRUN npm install -g phantomjs-prebuilt@2.1.16 npm@latest\n",
            ["npm-package blocker Dockerfile:2"]),
        docker(
            "yarn", "FROM node:16\nRUN yarn global add phantomjs-prebuilt\n", ["npm-package blocker Dockerfile:2"]),
        docker("npm, any version", "FROM node:20\nRUN npm i -g sharp @scope/tool@^1 ./local http://x/y.tgz\n"),
        docker("npm, all of a manifest", "FROM node:20\nRUN npm ci && npm install\n"),
        docker(
            "a browser that is downloaded", "FROM node:20\nRUN npm install puppeteer@21.0.0\n",
            ["npm-package blocker Dockerfile:2"]),
        docker(
            "the distribution's browser",
            "FROM node:20\nENV PUPPETEER_SKIP_DOWNLOAD=1\nRUN apt-get install -y chromium\nRUN npm install puppeteer@21.0.0\n"
        ),
        docker(
            "a gem", "FROM ruby:3\nRUN gem install wkhtmltopdf-binary -v 0.12.4\n", ["gem blocker Dockerfile:2"]),
        docker(
            "a gem with its version", "FROM ruby:3\nRUN gem install therubyracer:0.12.3\n", ["gem blocker Dockerfile:2"]
        ),
        docker("newer gems", "FROM ruby:3\nRUN gem install bundler wkhtmltopdf-binary:0.12.6.8\n"),
        docker(
            "a Go program", "FROM golang:1.21\nRUN go install rogchap.com/v8go/cmd/x@v0.9.0\n",
            ["go-module blocker Dockerfile:2"]),
        docker("another Go program", "FROM golang:1.21\nRUN go install golang.org/x/tools/gopls@latest ./...\n"),
        docker(
            "a crate", "FROM rust:1\nRUN cargo install onnxruntime-sys --version 0.0.14\n",
            ["cargo-crate blocker Dockerfile:2"]),
        docker(
            "other crates",
            "FROM rust:1\nRUN cargo install --locked ripgrep@13.0.0\nRUN cargo install --git https://x/y x86\n"),
    ]

    @Test(arguments: python + alpine + others) func trap(_ trap: Trap) async throws {
        #expect(try await Project(DependencyAnalyses.all).summary(trap.files) == trap.expected)
    }

    @Test func dependenciesAreListed() async throws {
        let text = "FROM python:3.11\nRUN pip install flask==2.0 && npm i -g sharp@0.33.0 && gem install rake\n"
        let judgement = try await Project(DependencyAnalyses.all).judge(["Dockerfile": text])
        #expect(
            judgement.dependencies.map { "\($0.ecosystem) \($0.name) \($0.version ?? "-") \($0.line ?? 0)" }.sorted()
                == [
                    "npm sharp 0.33.0 2", "pypi flask 2.0 2", "rubygems rake - 2",
                ])
        #expect(judgement.gaps.isEmpty)
    }

    @Test(arguments: [
        "", "RUN", "FROM", "FROM a\nRUN pip install", "FROM a\nRUN [\"", "RUN pip install '\n", "FROM a\nRUN npm i @\n",
    ])
    func garbageIsSurvived(text: String) async throws {
        #expect(try await Project(DependencyAnalyses.all).judge(["Dockerfile": text]).findings.isEmpty)
    }
}
