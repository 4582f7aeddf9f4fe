import ConfigurationAnalysis
import ScanModel
import ScanTestSupport
import Testing

/// Scripts, makefiles and settings.
@Suite struct ScriptTrapTests {
    private static func script(_ name: String, _ text: String, _ expected: [String] = []) -> Trap {
        Trap(name, ["get.sh": "#!/bin/sh\n" + text], expected)
    }

    private static let traps = [
        Trap(
            "a makefile whose address has a variable",
            ["Makefile": "get:\n\tcurl -LO https://e.com/v$(VERSION)/t-Linux_x86_64\n"],
            ["x86-download warning Makefile:2"]),
        Trap(
            "a makefile whose address has the architecture",
            ["Makefile": "get:\n\tcurl -LO https://e.com/v$(VERSION)/t-$(OS)_$(ARCH)\n"]),
        Trap(
            "a notebook",
            [
                "a.ipynb":
                    "{\"cells\": [{\"outputs\": [\n \"Downloading https://e.com/t-linux-x86_64.tgz\\n\"\n], \"source\": [\n \"!wget https://e.com/t-linux-x86_64.tgz\\n\"\n]}]}\n"
            ], ["x86-download warning a.ipynb:4"]),
        script(
            "the AWS CLI", "curl https://awscli.amazonaws.com/awscli-exe-linux-x86_64.zip -o a.zip\n",
            ["x86-download warning get.sh:2"]),
        script("Helm", "wget https://get.helm.sh/helm-v3.12.0-linux-amd64.tar.gz\n", ["x86-download warning get.sh:2"]),
        script(
            "an architecture in a variable",
            "VERSION=1.2\nARCH=amd64\nURL=https://e.com/t-$VERSION-${ARCH}.tgz\ncurl -LO $URL\n",
            ["architecture-variable warning get.sh:3"]),
        script(
            "a default for a variable", ": ${ARCH:=amd64}\ncurl -LO https://e.com/t-${ARCH}.tgz\n",
            ["architecture-variable warning get.sh:2"]),
        script(
            "uname for something else", "echo \"on $(uname -m)\"\ncurl -LO https://e.com/t-linux-amd64.tgz\n",
            ["x86-download warning get.sh:3"]),
        script(
            "an image for x86", "docker build --platform linux/amd64 -t app .\n", ["docker-platform warning get.sh:2"]),
        script(
            "buildx for x86", "docker buildx build \\\n  --platform=linux/amd64 \\\n  --push .\n",
            ["docker-platform warning get.sh:3"]),
        script(
            "a default platform", "export DOCKER_DEFAULT_PLATFORM=linux/amd64\n", ["docker-platform warning get.sh:2"]),
        script("buildah", "buildah bud --arch amd64 .\n", ["docker-platform warning get.sh:2"]),
        script(
            "32-bit packages", "sudo dpkg --add-architecture i386\nsudo apt-get install -y libc6:i386\n",
            ["package-architecture warning get.sh:2", "package-architecture warning get.sh:3"]),
        script(
            "a package that is made", "cp out/a.deb dist/tool_1.2_amd64.deb\n", ["package-architecture note get.sh:2"]),
        script("a package file", "sudo dpkg -i ./tool_1.2_amd64.deb\n", ["package-architecture warning get.sh:2"]),
        script(
            "JAVA_HOME", "export JAVA_HOME=/usr/lib/jvm/java-8-openjdk-amd64\n", ["architecture-path warning get.sh:2"]),
        script("conda for x86", "CONDA_SUBDIR=linux-64 conda env create\n", ["package-architecture warning get.sh:2"]),
        Trap(
            "a makefile with a variable",
            ["Makefile": "ARCH ?= amd64\nget:\n\tcurl -LO https://e.com/t-linux-$(ARCH).tgz\n"],
            ["architecture-variable warning Makefile:1"]),
        Trap(
            "a makefile that builds an image", ["Makefile": "image:\n\tdocker build --platform linux/amd64 .\n"],
            ["docker-platform warning Makefile:2"]),
        Trap(
            "a script of package.json",
            ["package.json": "{\"scripts\": {\n\"image\": \"docker build --platform linux/amd64 .\"\n}}\n"],
            ["docker-platform warning package.json:2"]),
        script(
            "a .NET program for x86", "dotnet publish -c Release \\\n  -r linux-x64 -o out\n",
            ["dotnet-publish warning get.sh:3"]),
        script("a .NET program for both", "dotnet publish -r linux-x64\ndotnet publish -r linux-arm64\n"),
        script(
            "a .NET program for Windows",
            "dotnet publish -r win-x64\ndotnet publish -r osx-x64\ndotnet test -r linux-x64\n"),
        script(
            "a JVM's flag", "exec java -XX:UseSSE=4 -XX:+UseXmmI2D -jar a.jar\n",
            ["jvm-flag blocker get.sh:2", "jvm-flag blocker get.sh:2"]),
        script("a JVM's flag that is forgiven", "exec java -XX:+IgnoreUnrecognizedVMOptions -XX:UseSSE=4 -jar a.jar\n"),
        script("a JVM's flag for all", "exec java -XX:+UseG1GC -jar a.jar\n"),
        Trap(
            "a systemd unit", ["app.service": "[Unit]\nConditionArchitecture=x86-64\n"],
            ["service-architecture warning app.service:2"]),
        Trap(
            "a program of a unit", ["app.service": "[Service]\nExecStart=-/opt/app/app-linux-amd64 --port 80\n"],
            ["service-architecture warning app.service:2"]),
        Trap("a unit's machine of x86", ["vm.service": "[Service]\nExecStart=/usr/bin/qemu-system-x86_64 -m 1G\n"]),
        Trap("a unit's argument", ["app.service": "[Service]\nExecStart=/usr/bin/get --for linux-amd64\n"]),
        Trap(
            "a JVM flag of a unit", ["app.service": "[Service]\nExecStart=/usr/bin/java -XX:UseAVX=2 -jar /a.jar\n"],
            ["jvm-flag blocker app.service:2"]),
        Trap(
            "JVM options", ["config/jvm.options": "-Xmx1g\n-XX:UseAVX=2\n"], ["jvm-flag blocker config/jvm.options:2"]),
        Trap("Maven's JVM", [".mvn/jvm.config": "-Xmx1g -XX:UseSSE=4\n"], ["jvm-flag blocker .mvn/jvm.config:1"]),
        Trap(
            "Gradle's JVM", ["gradle.properties": "org.gradle.jvmargs=-XX:+UseBMI2Instructions\n"],
            ["jvm-flag blocker gradle.properties:1"]),
        Trap("a Procfile", ["Procfile": "web: java -XX:UseAVX=0 -jar a.jar\n"], ["jvm-flag blocker Procfile:1"]),
        Trap(
            "a Vagrant box", ["Vagrantfile": "config.vm.box_architecture = \"amd64\"\n"],
            ["service-architecture warning Vagrantfile:1"]),
        Trap(
            "a Jenkins label", ["Jenkinsfile": "pipeline {\n  agent { label 'linux-amd64' }\n}\n"],
            ["ci-architecture warning Jenkinsfile:2"]),
        Trap("a Jenkins node", ["Jenkinsfile": "node('x86_64') { }\n"], ["ci-architecture warning Jenkinsfile:1"]),
        Trap(
            "a download of Jenkins", ["Jenkinsfile": "sh 'curl -LO https://e.com/t-linux-amd64.tgz'\n"],
            ["x86-download warning Jenkinsfile:1"]),
        Trap(
            "an environment file", [".env": "DOCKER_DEFAULT_PLATFORM=linux/amd64\n"], ["docker-platform warning .env:1"]
        ),

        Trap(
            "a JVM that a script starts",
            ["start.sh": "#!/bin/sh\nOPTS=\"-XX:UseAVX=2\"\nexec java $OPTS -jar a.jar\n"],
            ["jvm-flag blocker start.sh:2"]),
        Trap(
            "a JVM in a branch", ["start.sh": "#!/bin/sh\nif [ \"$1\" ]; then\n  java -XX:UseAVX=2 -jar a.jar\nfi\n"],
            ["jvm-flag blocker start.sh:3"]),
        Trap(
            "what npm fetches when it installs",
            ["package.json": "{\n\"scripts\": {\n\"postinstall\": \"curl -O https://e.com/t-linux-x64\"\n} }\n"],
            ["x86-download blocker package.json:3"]),
        Trap(
            "what npm fetches when it is asked to",
            ["package.json": "{\n\"scripts\": {\n\"fetch\": \"curl -O https://e.com/t-linux-x64\"\n} }\n"],
            ["x86-download warning package.json:3"]),
        Trap(
            "a file of Bazel", ["WORKSPACE": "http_file(\n    urls = [\"https://e.com/buf-Linux-x86_64\"],\n)\n"],
            ["x86-download warning WORKSPACE:2"]),
        Trap(
            "an address with a variable of Ansible",
            ["roles/a/tasks/main.yml": "- get_url:\n    url: \"https://e.com/{{ version }}/t-linux-amd64.tgz\"\n"],
            ["x86-download warning roles/a/tasks/main.yml:2"]),
        Trap(
            "a test with 32 bits",
            [".github/workflows/a.yml": "jobs:\n  a:\n    steps:\n    - run: GOARCH=386 go test ./...\n"]),
        Trap(
            "a program for x86",
            [".github/workflows/a.yml": "jobs:\n  a:\n    steps:\n    - run: GOARCH=amd64 go build ./...\n"],
            ["go-architecture warning .github/workflows/a.yml:4"]),
        script(
            "a choice in a case",
            "case $(uname -m) in\n  x86_64) u=https://e.com/t-amd64.tgz ;;\n  *) exit 1 ;;\nesac\n"),
        script(
            "a choice by a far condition",
            "if [ \"$arch\" = x86_64 ]; then\n" + String(repeating: "  :\n", count: 40)
                + "  curl -LO https://e.com/t-amd64.tgz\nfi\n"),
        script("a map of addresses", "amd64=https://e.com/t-amd64.tgz\narm64=https://e.com/t-arm64.tgz\n"),
        script(
            "an architecture that is asked for",
            "ARCH=amd64\nARCH=$(dpkg --print-architecture)\ncurl https://e.com/t-${ARCH}.tgz\n"),
        script(
            "32 bits when asked for",
            "if [[ \"$CROSS_COMPILE_32BIT\" == \"yes\" ]]; then\n  apt-get -y install gcc-multilib\nfi\n"),
        Trap("a path in a file for x86", ["emul/elf_x86_64.sh": "I=/lib/amd64/ld.so.1\n"]),
        script("a message", "echo \"get it from https://e.com/t-linux-amd64.tgz\"\n"),
        script("a message with a semicolon", "echo \"first; get it from https://e.com/t-linux-amd64.tgz\"\n"),
        script("a message after a test", "[ -x t ] || echo \"get it from https://e.com/t-linux-amd64.tgz\"\n"),
        script("a message in a branch", "if x; then echo \"get it from https://e.com/t-linux-amd64.tgz\"; fi\n"),
        script(
            "a command behind a message", "echo \"getting it\"; curl -LO https://e.com/t-linux-amd64.tgz\n",
            ["x86-download warning get.sh:2"]),
        script(
            "a command when a message was told", "printf 'now' && curl -LO https://e.com/t-linux-amd64.tgz\n",
            ["x86-download warning get.sh:2"]),
        script(
            "an address that is put together by echo", "URL=$(echo https://e.com/t-linux-amd64.tgz)\ncurl -LO $URL\n",
            ["x86-download warning get.sh:2"]),
        script(
            "a message for another program", "echo https://e.com/t-linux-amd64.tgz | xargs curl -LO\n",
            ["x86-download warning get.sh:2"]),
        script("both platforms", "docker buildx build --platform linux/amd64,linux/arm64 .\n"),
        script("a platform in a variable", "docker buildx build --platform \"$PLATFORMS\" .\n"),
        script("JAVA_HOME that is tried", "if [ -d /usr/lib/jvm/java-8-openjdk-amd64 ]; then :; fi\n"),
        script("macOS", "curl -LO https://e.com/t-darwin-amd64.tgz\n"),
        script("a comment", "# curl https://e.com/t-linux-amd64.tgz\n"),
        script("a platform that is no container's", "mytool --platform linux/amd64\n"),
        Trap("a unit for all", ["app.service": "[Service]\nExecStart=/usr/bin/app --x64\n"]),
        Trap("a Jenkins label for all", ["Jenkinsfile": "node('linux') { sh 'echo amd64' }\n"]),
        Trap(
            "Jenkins on both", ["Jenkinsfile": "node('linux-amd64') { }\nnode('linux-arm64') { }\n"]),
        Trap(
            "twin scripts",
            ["get-amd64.sh": "curl https://e.com/t-amd64.tgz\n", "get-arm64.sh": "curl https://e.com/x\n"]),
        Trap(
            "a makefile for all",
            ["Makefile": "ALL_ARCH = amd64 arm64\nARCH ?= amd64\nget:\n\tcurl https://e.com/t-$(ARCH).tgz\n"]),
    ]

    @Test(arguments: traps) func trap(_ trap: Trap) async throws {
        #expect(try await Project(ConfigurationAnalyses.all).summary(trap.files) == trap.expected)
    }
}
