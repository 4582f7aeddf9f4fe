import ConfigurationAnalysis
import ScanModel
import ScanTestSupport
import Testing

/// What a ninth corpus, of whole projects, showed to be missed: mostly what stands beside something for arm64 that has
/// nothing to do with it. Each with its look-alikes.
@Suite struct NinthCorpusTests {
    private static let tasks = "roles/tools/tasks/main.yml"
    private static let helm =
        "- name: helm\n  unarchive:\n    src: https://e.com/helm-linux-arm64.tar.gz\n"
        + "  when: ansible_architecture == \"aarch64\"\n"

    private static func kubectl(_ more: String = "", for architecture: String = "amd64") -> String {
        "- name: kubectl\n  get_url:\n    url: https://e.com/linux/\(architecture)/kubectl\n\(more)"
    }

    private static let playbooks = [
        Trap(
            "a task beside one that knows arm64", [tasks: kubectl() + helm], ["x86-download warning \(tasks):3"]),
        Trap(
            "a task that asks, and one that has a twin",
            [
                tasks: kubectl("  when: ansible_architecture == \"x86_64\"\n") + helm,
                "roles/b/tasks/main.yml": kubectl() + kubectl(for: "arm64"),
                "roles/c/tasks/main.yml": kubectl("  when:\n    - go_arch == 'amd64'\n") + helm,
            ]),
        Trap(
            "a role's variable that is for x86",
            [
                "roles/v/defaults/main.yml":
                    "v_arch: amd64\nv_url: \"https://e.com/v_{{ v_version }}_linux_{{ v_arch }}.zip\"\n"
            ],
            ["architecture-variable note roles/v/defaults/main.yml:1"]),
        Trap(
            "a role's variable that the machine sets, and one that no address has",
            [
                "roles/v/defaults/main.yml":
                    "v_arch: \"{{ {'x86_64': 'amd64', 'aarch64': 'arm64'}[ansible_architecture] }}\"\n"
                    + "v_url: \"https://e.com/v_linux_{{ v_arch }}.zip\"\n",
                "roles/w/defaults/main.yml": "w_arch: amd64\nw_label: \"{{ w_arch }}\"\n",
            ]),
    ]

    private static let choice = "case \"$(uname -m)\" in\n  x86_64)  A=amd64 ;;\n  aarch64) A=arm64 ;;\nesac\n"

    private static let scripts = [
        Trap(
            "what is fetched behind a choice for something else",
            [
                "a.sh":
                    "#!/bin/sh\n\(choice)curl -O https://e.com/a-linux-$A.tgz\ncurl -O https://e.com/b-linux-amd64.tgz\n"
            ],
            ["x86-download warning a.sh:7"]),
        Trap(
            "what is fetched in a choice, and under one of its variables",
            [
                "a.sh": "#!/bin/sh\n\(choice)if [ -n \"$B\" ]; then\n  curl -O https://e.com/b-linux-amd64.tgz\nfi\n",
                "d.sh":
                    "#!/bin/sh\nB=false\nif [ \"$(uname -m)\" = aarch64 ]; then\n  B=true\nfi\n"
                    + "$B || curl -O https://e.com/b-linux-amd64.tgz\n",
                "c.sh":
                    "#!/bin/sh\n\(choice)[ -z \"$B\" ] || curl -O https://e.com/b-linux-amd64.tgz\n",
                "Dockerfile":
                    "FROM debian\nRUN case \"$(uname -m)\" in aarch64) a=1 ;; esac; \\\n"
                    + "  [ -n \"$a\" ] || curl -O https://e.com/b-linux-amd64.tgz\n",
                "b.sh":
                    "#!/bin/sh\ncase \"$(uname -m)\" in\n  aarch64) curl -O https://e.com/c.tgz; return ;;\nesac\n"
                    + "curl -O https://e.com/b-linux-amd64.tgz\n",
            ]),
        Trap(
            "what is fetched behind a variable for something else",
            [
                "a.sh":
                    "#!/bin/sh\na=$(uname -m | sed 's/x86_64/amd64/;s/aarch64/arm64/')\n[ \"$a\" = arm64 ] && b=aarch64\n"
                    + "if [ \"$(uname -m)\" = aarch64 ]; then\n  c=arm64\nelse\n  c=x64\nfi\n"
                    + "curl -O https://e.com/b-linux-amd64.tgz\n",
                "Dockerfile":
                    "FROM debian\nRUN case \"$(uname -m)\" in aarch64) a=arm64 ;; *) a=x64 ;; esac; \\\n"
                    + "  curl -O https://e.com/a-linux-$a.tgz; \\\n  curl -O https://e.com/b-linux-amd64.tgz\n",
            ],
            ["x86-download blocker Dockerfile:4", "x86-download warning a.sh:9"]),
        Trap(
            "what is fetched behind a choice that leaves, or by its variable",
            [
                "a.sh":
                    "#!/bin/sh\nif [ \"$(uname -m)\" = aarch64 ]; then\n  exit\nfi\ncurl -O https://e.com/b-linux-amd64.tgz\n",
                "b.sh":
                    "#!/bin/sh\narch=$(uname -m | sed s/aarch64/arm64/)\n"
                    + "curl -O https://e.com/b-linux-amd64.tgz?a=$arch\n",
                "Dockerfile":
                    "FROM debian\nRUN case \"$(uname -m)\" in aarch64) curl -O https://e.com/b-linux-arm64.tgz ;; esac; \\\n"
                    + "  [ -e b ] || curl -O https://e.com/b-linux-amd64.tgz\n",
            ]),
        Trap(
            "an image that is made beside something for both",
            [
                "Makefile":
                    "lock:\n\tconda-lock -p linux-aarch64\nimage:\n\tdocker build --platform=linux/amd64 -t a .\n"
            ],
            ["docker-platform warning Makefile:4"]),
        Trap(
            "images for both, one by one",
            [
                "Makefile":
                    "arm:\n\tdocker build --platform=linux/arm64 -t a .\nimage:\n\tdocker build --platform=linux/amd64 -t a .\n",
                "a/Makefile": "image-amd64:\n\tdocker build --platform=linux/amd64 -t a .\nx:\n\tmake ARCH=arm64\n",
            ]),
        Trap(
            "a flag of the JVM in a build of sbt",
            ["build.sbt": "lazy val a = project\n  .settings(javaOptions ++= Seq(\"-J-XX:UseSSE=4\"))\n"],
            ["jvm-flag blocker build.sbt:2"]),
        Trap("a comment of sbt", ["build.sbt": "// javaOptions += \"-XX:UseSSE=4\"\nname := \"a\"\n"]),
    ]

    private static let airflow = "from airflow.decorators import task\n"

    private static let clouds = [
        Trap(
            "a function that was left behind",
            [
                "template.yaml":
                    "Transform: AWS::Serverless-2016-10-31\nGlobals:\n  Function:\n    Architectures: [arm64]\nResources:\n"
                    + "  Old:\n    Type: AWS::Serverless::Function\n    Properties:\n      Architectures: [x86_64]\n"
            ],
            ["infrastructure-architecture warning template.yaml:9"]),
        Trap(
            "functions for both",
            [
                "template.yaml":
                    "Transform: AWS::Serverless-2016-10-31\nGlobals:\n  Function:\n    Architectures: [arm64]\nResources:\n"
                    + "  JobX86:\n    Type: AWS::Serverless::Function\n    Properties:\n      Architectures: [x86_64]\n",
                "b/template.yaml":
                    "Transform: AWS::Serverless-2016-10-31\nResources:\n"
                    + "  A:\n    Type: AWS::Serverless::Function\n    Properties:\n      Architectures: [arm64]\n"
                    + "  B:\n    Type: AWS::Serverless::Function\n    Properties:\n      Architectures: [x86_64]\n",
            ]),
        Trap(
            "a function for x86 beside a task for arm64",
            [
                "a.ts":
                    "import * as lambda from 'aws-cdk-lib/aws-lambda'\nnew lambda.Function(this, 'F', {\n"
                    + "  architecture: lambda.Architecture.X86_64,\n})\n\n\n\nnew ecs.FargateTaskDefinition(this, 'T', {\n"
                    + "  cpuArchitecture: ecs.CpuArchitecture.ARM64,\n})\n"
            ],
            ["infrastructure-architecture warning a.ts:3"]),
        Trap(
            "functions for both, and a choice",
            [
                "a.ts":
                    "import * as lambda from 'aws-cdk-lib/aws-lambda'\nconst a = lambda.Architecture.X86_64\n\n\n\n\n\n"
                    + "const b = lambda.Architecture.ARM_64\n",
                "b.ts":
                    "import * as lambda from 'aws-cdk-lib/aws-lambda'\nconst a = arm64\n  ? props.architecture\n"
                    + "  : lambda.Architecture.X86_64\n",
            ]),
        Trap(
            "pods of Airflow on x86",
            [
                "dags/a.py": airflow
                    + "@task.kubernetes(node_selector={\"kubernetes.io/arch\": \"amd64\"})\ndef a(): ...\n"
            ],
            ["infrastructure-architecture warning dags/a.py:2"]),
        Trap(
            "pods of Airflow on both",
            [
                "dags/a.py": airflow
                    + "x86 = {\"kubernetes.io/arch\": \"amd64\"}\narm = {\"kubernetes.io/arch\": \"arm64\"}\n",
                "pods.go": "// a passthrough of pulumi\nvar a = map[string]string{\"kubernetes.io/arch\": \"amd64\"}\n",
                "dags/b.py": airflow + "# {\"kubernetes.io/arch\": \"amd64\"}\n",
            ]),
        Trap(
            "functions for x86, but for one",
            [
                "serverless.yml":
                    "provider:\n  name: aws\n  architecture: x86_64\nfunctions:\n  a:\n    handler: a.b\n    architecture: arm64\n"
            ],
            ["infrastructure-architecture warning serverless.yml:3"]),
        Trap(
            "functions for arm64, but for one",
            [
                "serverless.yml":
                    "provider:\n  name: aws\n  architecture: arm64\nfunctions:\n  a:\n    handler: a.b\n    architecture: x86_64\n"
            ]),
        Trap(
            "layers that are for x86",
            [
                "template.yaml":
                    "Resources:\n  A:\n    Type: AWS::Serverless::Function\n    Properties:\n      Architectures: [arm64]\n      Layers:\n"
                    + "        - arn:aws:lambda:eu-west-1:464622532012:layer:Datadog-Extension:36\n"
            ],
            ["infrastructure-architecture warning template.yaml:7"]),
        Trap(
            "layers for arm64",
            [
                "template.yaml":
                    "Resources:\n  A:\n    Type: AWS::Serverless::Function\n    Properties:\n      Layers:\n"
                    + "        - arn:aws:lambda:eu-west-1:464622532012:layer:Datadog-Extension-ARM:36\n"
            ]),
        Trap(
            "services that are for x86 unless somebody says otherwise",
            ["compose.yaml": "services:\n  a:\n    image: b\n    platform: ${PLATFORM:-linux/amd64}\n"],
            ["compose-platform warning compose.yaml:4"]),
        Trap(
            "services for what somebody says",
            [
                "compose.yaml": "services:\n  a:\n    image: b\n    platform: ${PLATFORM}\n",
                "b/compose.yaml": "services:\n  a:\n    image: b\n    platform: ${PLATFORM:-linux/arm64}\n",
            ]),
        Trap(
            "wheels of x86 that a pipeline packs",
            [
                "buildspec.yml":
                    "phases:\n  build:\n    commands:\n      - pip install --platform manylinux2014_x86_64 -t f -r r.txt\n"
            ],
            ["package-architecture warning buildspec.yml:4"]),
        Trap(
            "wheels that a pipeline packs for both",
            [
                "buildspec.yml":
                    "phases:\n  build:\n    commands:\n      - pip download --platform manylinux2014_x86_64 -r r.txt\n"
                    + "      - pip download --platform manylinux2014_aarch64 -r r.txt\n"
            ]),
        Trap(
            "images that have no arm64",
            [
                "compose.yaml":
                    "services:\n  a:\n    image: docker.elastic.co/elasticsearch/elasticsearch:7.6.2\n"
                    + "  b:\n    image: mailhog/mailhog:v1.0.1\n"
            ],
            ["image-without-arm64 warning compose.yaml:3", "image-without-arm64 warning compose.yaml:5"]),
        Trap(
            "images that have arm64",
            [
                "compose.yaml":
                    "services:\n  a:\n    image: docker.elastic.co/elasticsearch/elasticsearch:7.17.9\n"
                    + "  b:\n    image: axllent/mailpit\n  c:\n    image: elasticsearch:7.8.0\n"
            ]),
    ]

    private static let gyp =
        "{'targets': [\n {'target_name': 'book', 'sources': ['b.cc'],\n"
        + "  'conditions': [[\"target_arch=='x64'\", {'cflags': ['-mavx2']}]]},\n"

    private static func workspace(_ name: String) -> String {
        "http_file(\n    name = \"buf_linux_aarch64\",\n    urls = [\"https://e.com/buf-linux-aarch64\"],\n)\n\n"
            + "http_archive(\n    name = \"\(name)\",\n    urls = [\"https://e.com/check-linux-x86_64.tar.xz\"],\n)\n"
    }

    private static let builds = [
        Trap(
            "a flag of one target, beside another one with a condition",
            ["binding.gyp": gyp + " {'target_name': 'feed', 'sources': ['f.cc'],\n  'cflags': ['-msse4.2']}]}\n"],
            ["x86-compiler-flag blocker binding.gyp:5"]),
        Trap(
            "flags of targets that are about x86, or for another system",
            [
                "binding.gyp": gyp + " {'target_name': 'feed_sse42', 'cflags': ['-msse4.2']}]}\n",
                "a/binding.gyp": gyp
                    + " {'target_name': 'f', 'conditions': [['clang==1', {\n  'cflags': ['-msse4.2']}]]}]}\n",
                "b/binding.gyp": gyp
                    + " {'target_name': 'f', 'xcode_settings': {\n  'OTHER_CFLAGS': ['-msse4.2']}}]}\n",
            ]),
        Trap(
            "an archive beside one for arm64", ["WORKSPACE": workspace("check")], ["x86-download warning WORKSPACE:8"]),
        Trap("an archive that is asked for by its architecture", ["WORKSPACE": workspace("check_linux_x86_64")]),
        Trap(
            "a program and an image of Bazel",
            [
                "a/BUILD.bazel":
                    "go_binary(\n    name = \"a\",\n    goarch = \"amd64\",\n)\n\ncontainer_image(\n    name = \"i\",\n"
                    + "    architecture = \"amd64\",\n)\n"
            ],
            ["build-fixed-to-x86 warning a/BUILD.bazel:3", "build-fixed-to-x86 warning a/BUILD.bazel:8"]),
        Trap(
            "programs of Bazel for both, and one that says so",
            [
                "a/BUILD.bazel":
                    "go_binary(\n    name = \"a\",\n    goarch = \"amd64\",\n)\n\ngo_binary(\n    name = \"b\",\n"
                    + "    goarch = \"arm64\",\n)\n",
                "b/BUILD.bazel": "go_binary(\n    name = \"b_linux_amd64\",\n    goarch = \"amd64\",\n)\n",
            ]),
    ]

    private static let agent = "https://e.com/agent-linux-x86_64.tar.gz"

    private static func bake(_ more: String) -> [String: String] {
        [
            "docker-bake.hcl":
                "target \"api\" {\n  context = \"api\"\n  platforms = [\"linux/amd64\", \"linux/arm64\"]\n}\n"
                + "target \"web\" {\n\(more)  platforms = [\"linux/amd64\"]\n}\n"
        ]
    }

    private static let images = [
        Trap(
            "one image of several", bake("  context = \"web\"\n"), ["docker-platform warning docker-bake.hcl:7"]),
        Trap("the same image, and one that says nothing of itself", bake("  context = \"api\"\n")),
        Trap("an image that says nothing of itself", bake("")),
        Trap(
            "an image that another target makes for arm64",
            [
                "docker-bake.hcl":
                    "target \"web\" {\n  context = \"web\"\n  platforms = [\"linux/amd64\"]\n}\ntarget \"all\" {\n"
                    + "  inherits = [\"web\"]\n  context = \"all\"\n  platforms = [\"linux/amd64\", \"linux/arm64\"]\n}\n"
            ]),
        Trap(
            "a recipe that takes a program for x86",
            ["meta/agent_1.bb": "LICENSE = \"CLOSED\"\nSRC_URI = \"\(agent)\"\n"],
            ["x86-download warning meta/agent_1.bb:2"]),
        Trap(
            "recipes for some machines, and for the one that builds",
            [
                "meta/a_1.bb": "COMPATIBLE_HOST = \"x86_64.*-linux\"\nSRC_URI = \"\(agent)\"\n",
                "meta/b_1.bb": "SRC_URI:append:x86-64 = \" \\\n    \(agent) \\\n\"\n",
                "meta/c-native_1.bb": "SRC_URI = \"\(agent)\"\n",
            ]),
    ]

    @Test(arguments: playbooks + scripts + clouds + builds + images)
    func findings(_ trap: Trap) async throws {
        #expect(try await Project(ConfigurationAnalyses.all).summary(trap.files) == trap.expected)
    }
}
