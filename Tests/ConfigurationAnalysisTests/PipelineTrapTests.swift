import ConfigurationAnalysis
import ScanModel
import ScanTestSupport
import Testing

/// Continuous integration, and infrastructure as code.
@Suite struct PipelineTrapTests {
    private static func workflow(_ name: String, _ steps: String, _ expected: [String] = []) -> Trap {
        Trap(
            name, [".github/workflows/w.yml": "jobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n" + steps], expected
        )
    }

    private static let workflowFile = ".github/workflows/w.yml"

    private static let pipelines = [
        workflow(
            "a pushed image for x86",
            "    - uses: docker/build-push-action@v6\n      with:\n        push: true\n        platforms: linux/amd64\n",
            ["ci-architecture warning \(workflowFile):8"]),
        workflow(
            "a pushed image without platforms",
            "    - uses: docker/build-push-action@v6\n      with:\n        push: true\n",
            ["ci-architecture note \(workflowFile):5"]),
        workflow(
            "a set-up for x64", "    - uses: actions/setup-python@v5\n      with:\n        architecture: x64\n",
            ["ci-architecture warning \(workflowFile):7"]),
        workflow(
            "a download", "    - run: |\n        curl -LO https://e.com/t-linux-amd64.tgz\n",
            ["x86-download warning \(workflowFile):6"]),
        workflow(
            "a build by hand", "    - run: docker build --platform linux/amd64 .\n",
            ["docker-platform warning \(workflowFile):5"]),
        workflow(
            "Go", "    - run: go build\n      env:\n        GOARCH: amd64\n",
            ["go-architecture warning \(workflowFile):7"]),
        Trap(
            "a matrix", [workflowFile: "jobs:\n  a:\n    strategy:\n      matrix:\n        goarch: [amd64]\n"],
            ["ci-architecture warning \(workflowFile):5"]),
        Trap(
            "a machine of one's own", [workflowFile: "jobs:\n  a:\n    runs-on: [self-hosted, linux, x64]\n"],
            ["ci-architecture warning \(workflowFile):3"]),
        Trap(
            "GitLab's tags",
            [".gitlab-ci.yml": "build:\n  tags:\n    - saas-linux-medium-amd64\n  script:\n    - make\n"],
            ["ci-architecture warning .gitlab-ci.yml:3"]),
        Trap(
            "GitLab's commands",
            [".gitlab-ci.yml": "build:\n  script:\n    - docker buildx build --platform linux/amd64 --push .\n"],
            ["docker-platform warning .gitlab-ci.yml:3"]),
        Trap("Travis", [".travis.yml": "language: go\narch: amd64\n"], ["ci-architecture warning .travis.yml:2"]),
        Trap(
            "Drone", [".drone.yml": "kind: pipeline\nplatform:\n  os: linux\n  arch: amd64\n"],
            ["ci-architecture warning .drone.yml:4"]),
        Trap(
            "Woodpecker", [".woodpecker.yml": "labels:\n  platform: linux/amd64\n"],
            ["ci-architecture warning .woodpecker.yml:2"]),
        Trap(
            "Azure",
            ["azure-pipelines.yml": "steps:\n- task: UsePythonVersion@0\n  inputs:\n    architecture: 'x64'\n"],
            ["ci-architecture warning azure-pipelines.yml:4"]),
        Trap(
            "Buildkite", [".buildkite/pipeline.yml": "steps:\n- agents:\n    queue: linux-amd64\n"],
            ["ci-architecture warning .buildkite/pipeline.yml:3"]),
        Trap(
            "a build specification",
            [
                "buildspec.yml":
                    "phases:\n  install:\n    commands:\n      - curl -LO https://get.helm.sh/helm-v3.0.0-linux-amd64.tar.gz\n"
            ],
            ["x86-download warning buildspec.yml:4"]),

        Trap(
            "an image of GitLab for x86", [".gitlab-ci.yml": "build:\n  image:\n    name: amd64/golang:1.22\n"],
            ["image-architecture warning .gitlab-ci.yml:3"]),
        workflow(
            "a pushed image for both",
            "    - uses: docker/build-push-action@v6\n      with:\n        push: true\n        platforms: linux/amd64,linux/arm64\n"
        ),
        workflow(
            "an image that is not pushed", "    - uses: docker/build-push-action@v6\n      with:\n        push: false\n"
        ),
        workflow("a runner alone", "    - run: make test\n    - uses: docker/setup-qemu-action@v3\n"),
        workflow("a cache's key", "    - uses: actions/cache@v4\n      with:\n        key: linux-x64-1\n"),
        Trap(
            "a matrix for both",
            [workflowFile: "jobs:\n  a:\n    strategy:\n      matrix:\n        goarch: [amd64, arm64]\n"]),
        Trap(
            "a matrix for Windows",
            [
                workflowFile:
                    "jobs:\n  a:\n    strategy:\n      matrix:\n        include:\n        - os: windows-latest\n          arch: x64\n"
            ]),
        Trap("a release by its tags", [workflowFile: "on:\n  push:\n    tags: ['v*-amd64']\n"]),
        Trap("Travis on both", [".travis.yml": "arch:\n  - amd64\n  - arm64\n"]),
        Trap(
            "a job for Windows",
            [
                workflowFile:
                    "jobs:\n  a:\n    runs-on: windows-2022\n    steps:\n    - with:\n        architecture: x64\n"
            ]),
        Trap("a pipeline of somebody else's", ["vendor/a/.travis.yml": "arch: amd64\n"]),
        Trap(
            "a database of a test",
            [workflowFile: "jobs:\n  a:\n    services:\n      db:\n        image: mysql:5.7\n"]),
        workflow("Go for macOS", "    - run: GOOS=darwin GOARCH=amd64 go build\n"),
        Trap(
            "a matrix that is one thing", [".travis.yml": "jobs:\n  include:\n  - arch: amd64\n  - arch: amd64\n"],
            ["ci-architecture warning .travis.yml:3"]),
        workflow(
            "tests of 32 bits", "    - run: sudo apt-get install gcc-multilib\n",
            ["package-architecture note \(workflowFile):5"]),
        workflow("FreeBSD", "    - image: freebsd-12-3-release-amd64\n"),
        workflow(
            "a pipeline for both",
            "    - run: curl -LO https://e.com/t-linux-amd64.tgz\n"
                + String(repeating: "    - run: make\n", count: 30) + "    - run: make arm64\n"),
        Trap("GitLab on both", [".gitlab-ci.yml": "a:\n  tags: [amd64]\nb:\n  tags: [arm64]\n"]),
    ]

    private static func terraform(_ name: String, _ text: String, _ expected: [String] = []) -> Trap {
        Trap(name, ["main.tf": text], expected)
    }

    private static func template(_ name: String, _ properties: String, _ expected: [String] = []) -> Trap {
        Trap(name, ["template.yaml": "Resources:\n  R:\n    Type: AWS::X::Y\n    Properties:\n" + properties], expected)
    }

    private static let resources = [
        terraform(
            "a function", "resource \"aws_lambda_function\" \"f\" {\n  architectures = [\"x86_64\"]\n}\n",
            ["infrastructure-architecture warning main.tf:2"]),
        terraform(
            "a task",
            "resource \"aws_ecs_task_definition\" \"t\" {\n  runtime_platform {\n    cpu_architecture = \"X86_64\"\n  }\n}\n",
            ["infrastructure-architecture warning main.tf:3"]),
        terraform(
            "a node group", "resource \"aws_eks_node_group\" \"n\" {\n  ami_type = \"AL2_x86_64\"\n}\n",
            ["infrastructure-architecture warning main.tf:2"]),
        terraform(
            "a filter of machine images",
            "data \"aws_ami\" \"a\" {\n  filter {\n    name   = \"name\"\n    values = [\"amzn2-ami-hvm-*-x86_64-gp2\"]\n  }\n}\n",
            ["infrastructure-architecture warning main.tf:4"]),
        terraform(
            "Ubuntu's machine image",
            "data \"aws_ami\" \"a\" {\n  filter {\n    name = \"name\"\n    values = [\n      \"ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-amd64-server-*\"\n    ]\n  }\n}\n",
            ["infrastructure-architecture warning main.tf:5"]),
        terraform(
            "a parameter",
            "data \"aws_ssm_parameter\" \"a\" {\n  name = \"/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64\"\n}\n",
            ["infrastructure-architecture warning main.tf:2"]),
        terraform(
            "a layer",
            "resource \"aws_lambda_function\" \"f\" {\n  layers = [\"arn:aws:lambda:us-east-1:580247275435:layer:LambdaInsightsExtension:38\"]\n}\n",
            ["infrastructure-architecture warning main.tf:2"]),
        terraform(
            "x86 machines", "resource \"aws_eks_node_group\" \"n\" {\n  instance_types = [\"m5.large\"]\n}\n",
            ["infrastructure-architecture note main.tf:2"]),
        terraform(
            "CodeBuild",
            "resource \"aws_codebuild_project\" \"b\" {\n  environment {\n    type = \"LINUX_CONTAINER\"\n  }\n}\n",
            ["ci-architecture note main.tf:3"]),
        terraform(
            "a task in JSON",
            "resource \"x\" \"t\" {\n  d = jsonencode({\n    runtimePlatform = { cpuArchitecture = \"X86_64\" }\n  })\n}\n",
            ["infrastructure-architecture warning main.tf:3"]),
        terraform(
            "user data",
            "resource \"aws_instance\" \"i\" {\n  user_data = <<-EOT\n    #!/bin/bash\n    curl -LO https://e.com/t-linux-amd64.tgz\n  EOT\n}\n",
            ["x86-download warning main.tf:4"]),
        template(
            "a function of SAM", "      Architectures:\n        - x86_64\n",
            ["infrastructure-architecture warning template.yaml:6"]),
        template(
            "a task of CloudFormation", "      RuntimePlatform:\n        CpuArchitecture: X86_64\n",
            ["infrastructure-architecture warning template.yaml:6"]),
        template(
            "a node group of CloudFormation", "      AmiType: AL2_x86_64\n",
            ["infrastructure-architecture warning template.yaml:5"]),
        template(
            "a machine image of CloudFormation",
            "      ImageId: '{{resolve:ssm:/aws/service/ami-amazon-linux-latest/amzn2-ami-hvm-x86_64-gp2}}'\n",
            ["infrastructure-architecture warning template.yaml:5"]),
        template(
            "a layer of CloudFormation",
            "      Layers:\n        - !Sub arn:aws:lambda:${AWS::Region}:1:layer:tool-x86_64:3\n",
            ["infrastructure-architecture warning template.yaml:6"]),
        Trap(
            "Serverless",
            ["serverless.yml": "service: a\nprovider:\n  name: aws\n  architecture: x86_64\nfunctions:\n  f: {}\n"],
            ["infrastructure-architecture warning serverless.yml:4"]),
        Trap(
            "a task definition",
            ["task.json": "{\n \"runtimePlatform\": {\n  \"cpuArchitecture\": \"X86_64\"\n }\n}\n"],
            ["infrastructure-architecture warning task.json:3"]),
        Trap(
            "Elastic Beanstalk",
            [
                ".ebextensions/a.config.yaml":
                    "option_settings:\n  aws:ec2:instances:\n    SupportedArchitectures: x86_64\n"
            ],
            ["infrastructure-architecture warning .ebextensions/a.config.yaml:3"]),
        Trap(
            "Packer",
            [
                "b.pkr.hcl":
                    "source \"amazon-ebs\" \"a\" {\n  source_ami_filter {\n    filters = {\n      name = \"my-base-x86_64\"\n    }\n  }\n}\n"
            ],
            ["infrastructure-architecture warning b.pkr.hcl:4"]),
        Trap(
            "the CDK in TypeScript",
            [
                "lib/stack.ts":
                    "import * as lambda from 'aws-cdk-lib/aws-lambda';\nconst a = {\n  architecture: lambda.Architecture.X86_64,\n};\n"
            ],
            ["infrastructure-architecture warning lib/stack.ts:3"]),
        Trap(
            "the CDK in Python", ["stack.py": "from aws_cdk import aws_ecr_assets as a\np = a.Platform.LINUX_AMD64\n"],
            ["infrastructure-architecture warning stack.py:2"]),
        Trap(
            "Ansible",
            ["roles/a/tasks/main.yml": "- get_url:\n    url: https://e.com/t-linux-amd64.tgz\n    dest: /opt\n"],
            ["x86-download warning roles/a/tasks/main.yml:2"]),
        Trap(
            "Ansible's packages", ["roles/a/tasks/main.yml": "- apt:\n    deb: /tmp/tool_1.0_amd64.deb\n"],
            ["package-architecture warning roles/a/tasks/main.yml:2"]),
        Trap(
            "cloud-init",
            [
                "user-data.yml":
                    "#cloud-config\napt:\n  sources:\n    a:\n      source: deb [arch=amd64] https://e.com stable main\n"
            ],
            ["apt-architecture warning user-data.yml:5"]),

        terraform(
            "a function for arm64", "resource \"aws_lambda_function\" \"f\" {\n  architectures = [\"arm64\"]\n}\n"),
        terraform(
            "a function by a variable",
            "resource \"aws_lambda_function\" \"f\" {\n  architectures = [var.architecture]\n}\n"),
        terraform("a variable's default", "variable \"architecture\" {\n  default = \"x86_64\"\n}\n"),
        terraform(
            "a choice",
            "locals {\n  ami_type = var.arm ? \"AL2_ARM_64\" : \"AL2_x86_64\"\n}\nresource \"aws_eks_node_group\" \"n\" {}\n"
        ),
        terraform(
            "Graviton machines", "resource \"aws_eks_node_group\" \"n\" {\n  instance_types = [\"m6g.large\"]\n}\n"),
        terraform(
            "a layer for both", "x = [\"arn:aws:lambda:us-east-1:5:layer:LambdaInsightsExtension-Arm64:1\"]\n"),
        terraform("a comment", "# architectures = [\"x86_64\"]\nresource \"a\" \"b\" {}\n"),
        template("allowed values", "      AllowedValues: [x86_64, arm64]\n"),
        template("arm64", "      Architectures: [arm64]\n"),
        Trap("code that is no stack", ["a.ts": "import os from 'os';\nconst a = Architecture.X86_64;\n"]),
        Trap(
            "an image of Pulumi", ["a.ts": "import \"@pulumi/docker\";\nlet a = { platform: \"linux/amd64\" };\n"],
            ["infrastructure-architecture warning a.ts:2"]),
        Trap("another platform", ["a.ts": "let a = { platform: \"linux/amd64\" };\n"]),
        terraform(
            "a constraint of Nomad",
            "job \"a\" {\n  constraint {\n    attribute = \"${attr.cpu.arch}\"\n    value = \"amd64\"\n  }\n}\n",
            ["infrastructure-architecture warning main.tf:4"]),
        terraform(
            "a constraint of Nomad against x86",
            "constraint {\n  attribute = \"${attr.cpu.arch}\"\n  operator = \"!=\"\n  value = \"386\"\n}\n"),
        terraform(
            "another constraint", "constraint {\n  attribute = \"${meta.kind}\"\n  value = \"x86_64\"\n}\n"),
        Trap(
            "a table of Ansible without arm64",
            [
                "roles/t/vars/main.yml":
                    "go_arch_map:\n  i386: '386'\n  x86_64: amd64\ngo_arch: \"{{ go_arch_map[ansible_architecture] }}\"\n"
            ],
            ["infrastructure-architecture warning roles/t/vars/main.yml:1"]),
        Trap(
            "a table that is asked for something else",
            ["roles/t/vars/main.yml": "arch_map:\n  x86_64: amd64\na: \"{{ arch_map[other] }}\"\n"]),
        Trap(
            "a table with more in it",
            [
                "roles/t/vars/main.yml":
                    "arch_map:\n  x86_64: amd64\n  armv7l: armhf\na: \"{{ arch_map[ansible_architecture] }}\"\n"
            ]),
        Trap(
            "a stack for both",
            ["a.ts": "import 'aws-cdk-lib';\nconst a = x ? Architecture.ARM_64 : Architecture.X86_64;\n"]),
        Trap(
            "Ansible by facts",
            [
                "roles/a/tasks/main.yml":
                    "- get_url:\n    url: https://e.com/t-linux-amd64.tgz\n  when: ansible_architecture == 'x86_64'\n"
            ]),
        Trap("other JSON", ["data.json": "{\"architecture\": \"x86_64\", \"url\": \"https://e.com/t-linux-amd64\"}\n"]),
        Trap("other YAML", ["data.yml": "architecture: x86_64\n"]),
    ]

    /// Whoever publishes in a pipeline chooses its machine.
    @Test(arguments: [
        Trap(
            "a task for .NET",
            [
                "azure-pipelines.yml":
                    "steps:\n- task: DotNetCoreCLI@2\n  inputs:\n    command: publish\n    arguments: '-r linux-x64'\n"
            ],
            ["ci-architecture note azure-pipelines.yml:5"]),
        Trap(
            "another command",
            ["azure-pipelines.yml": "steps:\n- task: a\n  inputs:\n    command: test\n    arguments: '-r linux-x64'\n"]),
    ]) func publishing(_ trap: Trap) async throws {
        #expect(try await Project(ConfigurationAnalyses.all).summary(trap.files) == trap.expected)
    }

    @Test(arguments: pipelines) func pipeline(_ trap: Trap) async throws {
        #expect(try await Project(ConfigurationAnalyses.all).summary(trap.files) == trap.expected)
    }

    @Test(arguments: resources) func infrastructure(_ trap: Trap) async throws {
        #expect(try await Project(ConfigurationAnalyses.all).summary(trap.files) == trap.expected)
    }
}
