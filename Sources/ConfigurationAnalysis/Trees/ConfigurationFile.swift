import ScanModel

/// What kind of structured file it is, by its name.
enum ConfigurationFile {
    static func isYAML(_ file: FileName) -> Bool { ["yaml", "yml", "tpl"].contains(file.ending) }

    static func isHCL(_ file: FileName) -> Bool { ["tf", "hcl", "tofu", "tfvars"].contains(file.ending) }

    static func isJSON(_ file: FileName) -> Bool {
        ["json", "jsonc", "template"].contains(file.ending) || file.path.hasSuffix(".tf.json")
    }

    static func isCompose(_ file: FileName) -> Bool {
        isYAML(file) && (file.name.hasPrefix("docker-compose") || file.name.hasPrefix("compose"))
    }

    private static let pipelineNames: Set<String> = [
        ".gitlab-ci.yml", ".gitlab-ci.yaml", ".travis.yml", ".travis.yaml", ".drone.yml", ".drone.yaml",
        ".woodpecker.yml", ".woodpecker.yaml", "azure-pipelines.yml", "azure-pipelines.yaml", "buildspec.yml",
        "buildspec.yaml", "bitbucket-pipelines.yml", "appveyor.yml", "cloudbuild.yaml", "cloudbuild.yml",
        ".cirrus.yml", "pipeline.yml", "pipeline.yaml", "action.yml", "action.yaml",
    ]
    private static let pipelineFolders: Set<Substring> = [
        "workflows", ".circleci", ".buildkite", ".woodpecker", ".gitlab", ".azure-pipelines", ".tekton", ".github",
        ".azuredevops",
    ]

    /// Whether it is a pipeline of continuous integration.
    static func isPipeline(_ file: FileName) -> Bool {
        isYAML(file)
            && (pipelineNames.contains(file.name) || file.name.hasPrefix("azure-pipelines")
                || file.name.hasPrefix("buildspec") || file.name.hasSuffix(".gitlab-ci.yml")
                || file.folders.contains { pipelineFolders.contains($0) })
    }
}
