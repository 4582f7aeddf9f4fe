import ScanModel
import ScanTestSupport
import SourceAnalysis
import Testing

@Suite struct JVMSourceTests {
    private static let refusals = [
        Trap(
            "code that knows only amd64 and refuses the rest",
            ["A.java": "if (!System.getProperty(\"os.arch\").equals(\"amd64\"))\n  throw new Error();\n"],
            ["java-os-arch warning A.java:1"]),
        Trap(
            "a variable that is asked later",
            [
                "A.java": """
                class A {
                  static void check() {
                    String arch = System.getProperty("os.arch").toLowerCase();
                    if (arch.equals("amd64") || arch.equals("x86_64")) {
                      load();
                    } else if (arch.equals("x86")) {
                      load32();
                    } else {
                      throw new UnsupportedOperationException("Unsupported architecture: " + arch);
                    }
                  }
                }
                """
            ], ["java-os-arch warning A.java:4"]),
        Trap(
            "a switch whose default throws",
            [
                "A.java": """
                String lib(String os) {
                  switch (System.getProperty("os.arch")) {
                    case "amd64":
                    case "x86_64":
                      return "x64";
                    default:
                      throw new IllegalStateException("unsupported");
                  }
                }
                """
            ], ["java-os-arch warning A.java:2"]),
        Trap(
            "a switch with arrows",
            [
                "A.java": """
                String lib = switch (System.getProperty("os.arch")) {
                  case "amd64", "x86_64" -> "x64";
                  default -> throw new IllegalStateException("unsupported");
                };
                """
            ], ["java-os-arch warning A.java:1"]),
        Trap(
            "Kotlin's when",
            [
                "A.kt": """
                val arch = System.getProperty("os.arch")
                val lib = when (arch) {
                    "amd64", "x86_64" -> "x64"
                    else -> throw IllegalStateException("unsupported")
                }
                """
            ], ["java-os-arch warning A.kt:2"]),
        Trap(
            "Scala's match",
            [
                "A.scala": """
                val lib = System.getProperty("os.arch") match {
                  case "amd64" | "x86_64" => "x64"
                  case other => throw new Exception(other)
                }
                """
            ], ["java-os-arch warning A.scala:1"]),
        Trap(
            "Scala's match with a joker",
            [
                "A.scala": """
                val lib = System.getProperty("os.arch") match {
                  case "amd64" | "x86_64" => "x64"
                  case _ => throw new Exception("no")
                }
                """
            ], ["java-os-arch warning A.scala:1"]),
        Trap(
            "code behind a branch that returns",
            [
                "A.java": """
                String lib() {
                  String arch = System.getProperty("os.arch");
                  if ("amd64".equals(arch)) {
                    return "x64";
                  }
                  throw new RuntimeException("no native library for " + arch);
                }
                """
            ], ["java-os-arch warning A.java:3"]),
        Trap(
            "an exit",
            ["A.kt": "if (System.getProperty(\"os.arch\") != \"amd64\") { println(\"no\"); exitProcess(2) }\n"],
            ["java-os-arch warning A.kt:1"]),
        Trap(
            "a library of x86",
            ["A.java": "class A { static { System.load(\"/opt/app/linux-amd64/libfoo.so\"); } }\n"],
            ["x86-library-load warning A.java:1"]),
        Trap(
            "a library of the distribution, in a package that is named as in a guide",
            [
                "src/main/java/com/example/A.java":
                    "class A { static { System.load(\"/usr/lib/x86_64-linux-gnu/jni/libgpu.so\"); } }\n"
            ],
            ["x86-library-load warning src/main/java/com/example/A.java:1"]),
        Trap(
            "the same in an example",
            ["example/A.java": "class A { static { System.load(\"/usr/lib/x86_64-linux-gnu/jni/libgpu.so\"); } }\n"],
            ["x86-library-load note example/A.java:1"]),
        Trap(
            "a resource of x86",
            ["A.java": "InputStream in = A.class.getResourceAsStream(\"/native/linux-x86_64/libfoo.so\");\n"],
            ["x86-library-load warning A.java:1"]),
    ]

    private static let fine = [
        Trap(
            "code that knows aarch64 too",
            [
                "A.java": """
                String a = System.getProperty("os.arch");
                if (!a.equals("amd64") && !a.equals("aarch64")) throw new Error();
                """
            ]),
        Trap(
            "a switch that knows aarch64",
            [
                "A.java": """
                switch (System.getProperty("os.arch")) {
                  case "amd64": return "x64";
                  case "aarch64": return "arm64";
                  default: throw new Error();
                }
                """
            ]),
        Trap(
            "a fallback that is no error",
            [
                "A.java": """
                if (System.getProperty("os.arch").equals("amd64")) { loadNative(); } else { usePureJava(); }
                """
            ]),
        Trap(
            "an error of something else",
            [
                "A.java": """
                String a = System.getProperty("os.arch");
                if (a.equals("amd64")) { fast = true; }
                if (file == null) throw new Error();
                """
            ]),
        Trap("a comment", ["A.java": "// if (!os.arch.equals(\"amd64\")) throw new Error();\nint a;\n"]),
        Trap(
            "a resource for each architecture",
            [
                "A.java": """
                String x = arm ? "/native/linux-aarch64/libfoo.so" : "/native/linux-x86_64/libfoo.so";
                load(A.class.getResource("/native/linux-x86_64/libfoo.so"));
                """
            ]),
        Trap("a library of Windows", ["A.java": "System.load(\"C:/foo/windows-x86_64/foo.dll\");\n"]),
    ]

    @Test(arguments: refusals) func refusal(_ trap: Trap) async throws {
        #expect(try await Project(SourceAnalyses.all).summary(trap.files) == trap.expected)
    }

    @Test(arguments: fine) func silence(_ trap: Trap) async throws {
        #expect(try await Project(SourceAnalyses.all).summary(trap.files) == trap.expected)
    }
}
