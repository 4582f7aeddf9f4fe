import DependencyAnalysis
import ScanModel
import ScanTestSupport
import Testing

/// Dependencies that were known to be missed, and their look-alikes.
@Suite struct KnownMissTests {
    private static func image(_ command: String) -> [String: String] {
        ["Dockerfile": "FROM continuumio/miniconda3\nRUN \(command)\n"]
    }

    private static let traps = [
        Trap(
            "MKL from conda", image("conda install -y -c conda-forge numpy mkl=2023.1"),
            ["conda-package blocker Dockerfile:2"]),
        Trap(
            "MKL of an environment", image("/opt/conda/bin/mamba create -n a python=3.11 \"defaults::mkl-service\""),
            ["conda-package blocker Dockerfile:2"]),
        Trap("no MKL from conda", image("conda install -y nomkl \"blas=*=openblas\" && conda remove mkl")),
        Trap("MKL on x86", image("if [ \"$(uname -m)\" = x86_64 ]; then conda install -y mkl; fi")),
        Trap(
            "gems that are pinned, without a lock file",
            [
                "Gemfile": "source 'https://rubygems.org'\ngem 'therubyracer', '0.12.3'\n"
                    + "gem \"wkhtmltopdf-binary\", \"= 0.12.5\" # PDF\n"
            ],
            ["gem blocker Gemfile:2", "gem blocker Gemfile:3"]),
        Trap(
            "gems that are new enough, not pinned, or for some machines",
            [
                "Gemfile": "gem 'wkhtmltopdf-binary', '0.12.6.8'\ngem 'libv8', '~> 3.16'\n"
                    + "gem 'therubyracer', '0.12.3', platforms: :mri\n# gem 'therubyracer', '0.12.3'\n"
                    + "group :assets do\n  gem 'therubyracer', '0.12.3'\nend\n"
            ]),
        Trap(
            "what a lock file says counts",
            [
                "Gemfile": "gem 'therubyracer', '0.12.3'\n",
                "Gemfile.lock": "GEM\n  specs:\n    rake (13.0.6)\n\nPLATFORMS\n  ruby\n",
            ]),
    ]

    @Test(arguments: traps)
    func findings(_ trap: Trap) async throws {
        #expect(try await Project(DependencyAnalyses.all).summary(trap.files) == trap.expected)
    }
}
