import ConfigurationAnalysis
import ScanModel
import ScanTestSupport
import Testing

/// What was known to be missed or told wrongly in files of builds and deployments, and its look-alikes.
@Suite struct KnownMissTests {
    private static let address = "https://e.com/v1/tool-linux-amd64.tar.gz"

    private static let messages = [
        Trap(
            "messages in the arms of a choice",
            [
                "a.sh": "#!/bin/sh\ncase \"$1\" in\n  -h|--help) echo \"get \(address)\" ;;\n"
                    + "  *) echo \"(see \(address))\"; exit 1 ;;\nesac\n"
            ]),
        Trap(
            "commands in the arms of a choice, and an answer that goes on to one",
            [
                "a.sh": "#!/bin/sh\ncase \"$1\" in\n  get) curl -LO \(address) ;;\n"
                    + "  *) echo \"once\"; wget \(address) ;;\nesac\n",
                "b.sh": "#!/bin/sh\n(cd /tmp) && curl -LO \"$(echo \(address))\"\n",
            ],
            ["x86-download warning a.sh:3", "x86-download warning a.sh:4", "x86-download warning b.sh:2"]),
    ]

    private static func pom(_ build: String) -> [String: String] {
        [
            "pom.xml": "<project><build><plugins><plugin>\n<artifactId>docker-maven-plugin</artifactId>\n"
                + "<configuration><images><image><build>\n\(build)\n</build></image></images></configuration>\n"
                + "</plugin></plugins></build></project>\n"
        ]
    }

    private static func buildx(_ platforms: String) -> String {
        "<buildx><platforms><platform>\(platforms)</platform></platforms></buildx>"
    }

    private static let builds = [
        Trap(
            "an image of Maven's plugin for x86", pom(buildx("linux/amd64")), ["release-architecture warning pom.xml:4"]
        ),
        Trap(
            "an image of Maven's plugin on one for x86", pom("<from>amd64/debian:12</from>"),
            ["release-architecture warning pom.xml:4"]),
        Trap("an image of Maven's plugin for both", pom(buildx("linux/amd64,linux/arm64"))),
        Trap("an image of Maven's plugin for what is asked for", pom(buildx("${platforms}") + "<!-- linux/amd64 -->")),
        Trap(
            "wheels named for x86",
            [
                "a/setup.py": "setup(name='a', options={'bdist_wheel': {'plat_name': 'manylinux2014_x86_64'}})\n",
                "b/setup.py": "setup(\n    plat_name = \"linux_x86_64\",\n)\n",
            ],
            ["release-architecture warning a/setup.py:1", "release-architecture warning b/setup.py:2"]),
        Trap(
            "wheels named for the machine, for another system, and for both",
            [
                "a/setup.py": "plat_name = 'manylinux2014_x86_64' if platform.machine() == 'x86_64' else None\n",
                "b/setup.py": "setup(plat_name='win_amd64')\n",
                "c/setup.py": "NAMES = [dict(plat_name='linux_x86_64'), dict(plat_name='linux_aarch64')]\n",
                "d/setup.py": "if plat_name == 'linux_x86_64':\n    print(plat_name)\n# plat_name='linux_x86_64'\n",
            ]),
    ]

    private static func google(_ types: String...) -> [String: String] {
        [
            "main.tf": types.enumerated().map { index, type in
                "resource \"google_compute_instance\" \"i\(index)\" {\n  machine_type = \"\(type)\"\n}\n"
            }.joined()
        ]
    }

    private static func azure(_ size: String) -> [String: String] {
        ["main.tf": "resource \"azurerm_linux_virtual_machine\" \"a\" {\n  size = \"\(size)\"\n}\n"]
    }

    private static func operatorBundle(_ labels: String) -> [String: String] {
        [
            "bundle/a.yaml": "apiVersion: operators.coreos.com/v1alpha1\nkind: ClusterServiceVersion\nmetadata:\n"
                + "  labels:\n\(labels)"
        ]
    }

    private static let amd64Label = "    operatorframework.io/arch.amd64: supported\n"

    private static let deployment = [
        Trap("Google's machines", google("n2-standard-4"), ["infrastructure-architecture note main.tf:2"]),
        Trap("Google's machines for arm64", google("c4a-standard-4")),
        Trap("Google's machines of both kinds", google("n2-standard-4", "t2a-standard-1")),
        Trap("Azure's machines", azure("Standard_D4s_v3"), ["infrastructure-architecture note main.tf:2"]),
        Trap("Azure's machines for arm64", azure("Standard_D4ps_v5")),
        Trap("what is standard besides", azure("Standard_LRS")),
        Trap("a gateway's size", azure("Standard_v2")),
        Trap(
            "an operator for x86", operatorBundle(amd64Label), ["package-declares-x86 warning bundle/a.yaml:5"]),
        Trap(
            "an operator for both",
            operatorBundle(amd64Label + "    operatorframework.io/arch.arm64: supported\n")),
    ]

    @Test(arguments: messages + builds + deployment)
    func findings(_ trap: Trap) async throws {
        #expect(try await Project(ConfigurationAnalyses.all).summary(trap.files) == trap.expected)
    }
}
