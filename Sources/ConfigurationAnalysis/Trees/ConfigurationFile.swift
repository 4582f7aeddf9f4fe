import ScanModel

/// What kind of structured file it is, by its name.
enum ConfigurationFile {
    private static let yaml: NameSet = ["yaml", "yml", "tpl", "sls"]
    private static let hcl: NameSet = ["tf", "hcl", "tofu", "tfvars", "nomad"]
    private static let json: NameSet = ["json", "jsonc", "template"]

    static func isYAML(_ file: FileName) -> Bool {
        yaml.contains(file.ending) || isOfBeanstalk(file)
    }

    /// `.ebextensions/01.config`: what Elastic Beanstalk does on its machines.
    static func isOfBeanstalk(_ file: FileName) -> Bool {
        file.ending == "config" && file.isDirectly(in: ".ebextensions")
    }

    static func isHCL(_ file: FileName) -> Bool { hcl.contains(file.ending) }

    static func isJSON(_ file: FileName) -> Bool { json.contains(file.ending) }

    static func isCompose(_ file: FileName) -> Bool {
        isYAML(file) && (file.name.hasPrefix("docker-compose") || file.name.hasPrefix("compose"))
    }

    private static let pipelineNames: NameSet = [
        ".gitlab-ci.yml", ".gitlab-ci.yaml", ".travis.yml", ".travis.yaml", ".drone.yml", ".drone.yaml",
        ".woodpecker.yml", ".woodpecker.yaml", "azure-pipelines.yml", "azure-pipelines.yaml", "buildspec.yml",
        "buildspec.yaml", "bitbucket-pipelines.yml", "appveyor.yml", "cloudbuild.yaml", "cloudbuild.yml",
        ".cirrus.yml", "pipeline.yml", "pipeline.yaml", "action.yml", "action.yaml",
    ]
    private static let pipelineFolders: NameSet = [
        "workflows", ".circleci", ".buildkite", ".woodpecker", ".gitlab", ".azure-pipelines", ".tekton", ".github",
        ".azuredevops",
    ]

    private static let foreign: NameSet = ["vendor", "node_modules"]
    private static let others = ["third_party", "third-party", "vendored", "thirdparty"]

    private static let testFolders: NameSet = [
        "test", "tests", "testing", "testdata", "ci", ".ci", ".github", ".gitlab", ".circleci", "fuzz", "fuzzing",
        "oss-fuzz", "continuous_integration", "contrib", "docs", "doc", "bench", "benchmark", "benchmarks",
        "build_tools", ".devcontainer",
    ]

    /// Whether what it describes is for a project's developers and not for its users.
    static func isForTests(_ file: FileName) -> Bool { file.hasFolder(in: testFolders) }

    private static let dataFolders: NameSet = ["fixtures", "__fixtures__", "testdata", "test-data", "test_data"]

    /// Whether it is data that tests read, and nobody builds or runs.
    static func isTestData(_ file: FileName) -> Bool {
        file.hasFolder(in: dataFolders) || file.hasFolder(in: ["data"]) && file.hasFolder(in: ["test", "tests"])
    }

    private static let developerFolders: Set<Substring> = [
        "automation", "hack", "kokoro", "misc", "scripts", "tools",
    ]
    private static let developerWords: Set<Substring> = [
        "ci", "dev", "devel", "e2e", "gitpod", "lint", "test", "tests", "testing",
    ]

    /// Whether a Dockerfile is for those who work on a project: by its folders, or by what stands beside "Dockerfile"
    /// in its name.
    static func isForDevelopers(_ file: FileName) -> Bool {
        isForTests(file) || file.name.hasPrefix(".")
            || file.folders.contains { folder in
                developerFolders.contains(folder) || folder.hasPrefix(".")
                    || folder.split { !$0.isLetter }.contains("ci")
            } || file.name.split { "._-".contains($0) }.contains { developerWords.contains($0) }
    }

    /// Whether it came with somebody else's package, whose images and pipelines are not the project's.
    static func isForeign(_ file: FileName) -> Bool {
        file.hasFolder(in: foreign)
            || isPipeline(file) && file.hasFolder(in: [], orBeginningWith: others)
    }

    /// Whether it is a pipeline of continuous integration.
    static func isPipeline(_ file: FileName) -> Bool {
        isYAML(file)
            && (pipelineNames.contains(file.name) || file.name.hasPrefix("azure-pipelines")
                || file.name.hasPrefix("buildspec") || file.name.hasSuffix(".gitlab-ci.yml")
                || file.hasFolder(in: pipelineFolders))
    }
}
