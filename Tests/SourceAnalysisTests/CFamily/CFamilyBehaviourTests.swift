import ScanModel
import ScanTestSupport
import SourceAnalysis
import Testing

/// Code that compiles on arm64 and does something else there.
@Suite struct CFamilyBehaviourTests {
    private static let signedChar = [
        Trap(
            "a char from a function of its own, in a file that is read for its conditions only",
            [
                "a.c": "#ifdef __x86_64__\nint x;\n#endif\nchar digit(void);\nint f(void) {\n  char hex = digit();\n"
                    + "  if (hex < 0) return 1;\n  return 0;\n}\n"
            ], ["signed-char warning a.c:7"]),
        Trap(
            "getchar into a char",
            ["a.c": "int main(void) {\n  char c;\n  while ((c = getchar()) != EOF)\n    putchar(c);\n}\n"],
            ["signed-char warning a.c:3"]),
        Trap(
            "getopt into a char",
            ["a.c": "int main(int n, char **v) {\n  char opt;\n  while ((opt = getopt(n, v, \"ab\")) != -1) {}\n}\n"],
            ["signed-char warning a.c:3"]),
        Trap(
            "fgetc, compared later",
            ["a.c": "void f(FILE *p) {\n  char ch = fgetc(p);\n  while (ch != EOF) {\n    ch = fgetc(p);\n  }\n}\n"],
            ["signed-char warning a.c:2"]),
        Trap(
            "EOF on the left", ["a.c": "void f(void) { char c; while (EOF != (c = getc(stdin))) ; }\n"],
            ["signed-char warning a.c:1"]),
        Trap(
            "a table with negative numbers",
            ["a.c": "static const char table[] = { -1, -1, 62, 63 };\nint f(int i) { return table[i]; }\n"],
            ["signed-char warning a.c:1"]),
        Trap(
            "a char below zero",
            ["a.c": "int f(char c) {\n  if (c < 0) return 1;\n  return 0;\n}\n"],
            ["signed-char warning a.c:2"]),
        Trap(
            "a negative char", ["a.c": "int main(void) {\n  char c = -1;\n  if (c < 0) return 1;\n  return 0;\n}\n"],
            ["signed-char warning a.c:2"]),
        Trap(
            "a byte that is no ASCII", ["a.c": "int f(const char *p) {\n  return *p ? (*p < 0) : 0;\n}\n"],
            ["signed-char warning a.c:2"]),
        Trap(
            "a loop that counts down in a char of the function",
            ["a.c": "void f(void) {\n  char i;\n  for (i = 9; i >= 0; i--)\n    g(i);\n}\n"],
            ["signed-char warning a.c:3"]),
        Trap(
            "a loop that waits for -1", ["a.c": "void f(void) {\n  char i;\n  for (i = 9; i > -1; i--) g(i);\n}\n"],
            ["signed-char warning a.c:3"]),
        Trap(
            "an error that a function returns",
            ["a.c": "int f(const char *s) {\n  char d = digit(*s);\n  if (d == -1) return -1;\n  return d;\n}\n"],
            ["signed-char warning a.c:3"]),
        Trap(
            "a loop that counts down",
            ["a.c": "void f(void) {\n  for (char i = 9; i >= 0; i--) g(i);\n}\n"],
            ["signed-char warning a.c:2"]),
    ]

    private static let pages = [
        Trap(
            "a constant beside mmap",
            ["a.c": "#define PAGE_SIZE 4096\nvoid *f(void) { return mmap(0, PAGE_SIZE, 3, 2, -1, 0); }\n"],
            ["page-size warning a.c:1"]),
        Trap(
            "a constant in a header, mmap in a source",
            [
                "page.h": "#define PAGE_SIZE (1 << 12)\n",
                "a.c": "#include \"page.h\"\nvoid *f(void) { return mmap(0, PAGE_SIZE, 3, 2, -1, 0); }\n",
            ],
            ["page-size warning page.h:1"]),
        Trap(
            "mprotect with a number", ["a.c": "int f(void *p) {\n  return mprotect(p, 4096, 5);\n}\n"],
            ["page-size warning a.c:2"]),
        Trap(
            "an address that is rounded",
            ["a.c": "int f(long p) {\n  long a = p & ~0xfffUL;\n  return mprotect((void *)a, n, 5);\n}\n"],
            ["page-size warning a.c:2"]),
        Trap(
            "a constant of C++",
            ["a.cc": "constexpr size_t kPageSize = 4096;\nvoid f(void *p) { munmap(p, kPageSize); mmap(p); }\n"],
            ["page-size warning a.cc:1"]),
    ]

    private static let order = [
        Trap(
            "data, a barrier, a flag",
            [
                "a.c":
                    "static volatile int ready;\nint data;\nvoid f(void) {\n  data = 1;\n  asm volatile(\"\" ::: \"memory\");\n  ready = 1;\n}\n"
            ],
            ["memory-order warning a.c:5"]),
        Trap(
            "the barrier is a macro",
            [
                "a.c":
                    "#define barrier() __asm__ __volatile__(\"\" : : : \"memory\")\nstruct q { volatile int head; };\nvoid f(struct q *q) {\n  put(q);\n  barrier();\n  q->head = 1;\n}\n"
            ],
            ["memory-order warning a.c:5"]),
        Trap(
            "waiting for a flag",
            [
                "a.c":
                    "volatile int ready;\nvoid f(void) {\n  while (!ready) ;\n  asm volatile(\"\" ::: \"memory\");\n  use(data);\n}\n"
            ],
            ["memory-order warning a.c:4"]),
        Trap(
            "a fence for signals",
            [
                "a.cc":
                    "volatile bool ready;\nvoid f() {\n  data = 1;\n  std::atomic_signal_fence(std::memory_order_release);\n  ready = true;\n}\n"
            ],
            ["memory-order warning a.cc:4"]),
    ]

    private static let shared = [
        Trap(
            "a barrier and a flag of a header",
            [
                "q.h":
                    "#define barrier() __asm__ __volatile__(\"\" ::: \"memory\")\nstruct q { volatile unsigned head; void *slot[8]; };\n",
                "q.c":
                    "#include \"q.h\"\nvoid put(struct q *q, void *v) {\n  q->slot[0] = v;\n  barrier();\n  q->head = 1;\n}\n",
            ], ["memory-order warning q.c:4"]),
        Trap(
            "a barrier that is one",
            [
                "q.h": "#define barrier() __sync_synchronize()\nstruct q { volatile unsigned head; };\nint i386;\n",
                "q.c": "#include \"q.h\"\nvoid put(struct q *q) {\n  barrier();\n  q->head = 1;\n}\n",
            ]),
        Trap(
            "a barrier of x86 beside one of arm64",
            [
                "q.h":
                    "#ifdef __x86_64__\n#define barrier() asm volatile(\"\" ::: \"memory\")\n#else\n#define barrier() asm volatile(\"dmb ish\" ::: \"memory\")\n#endif\nstruct q { volatile unsigned head; };\n",
                "q.c": "#include \"q.h\"\nvoid put(struct q *q) {\n  barrier();\n  q->head = 1;\n}\n",
            ]),
        Trap(
            "a barrier without a flag of a header",
            [
                "q.h":
                    "#define barrier() asm volatile(\"\" ::: \"memory\")\nstruct q { unsigned head; volatile int n; };\n",
                "q.c": "#include \"q.h\"\nvoid put(struct q *q) {\n  barrier();\n  q->head = 1;\n}\n",
            ]),
    ]

    private static let silent = [
        Trap("an int that counts down", ["a.c": "void f(void) { int i; char n; for (i = 9; i >= 0; i--) g(i); }\n"]),
        Trap("an int for an error", ["a.c": "int f(void) { char *p; int d = g(p); return (d == -1); }\n"]),
        Trap("an int for getchar", ["a.c": "int main(void) {\n  int c;\n  while ((c = getchar()) != EOF) ;\n}\n"]),
        Trap(
            "a signed char",
            [
                "a.c":
                    "#include <getopt.h>\nint f(signed char c) { return c < 0; }\nstatic const signed char t[] = {-1, 1};\n"
            ]),
        Trap("a char that is only read", ["a.c": "void f(void) { char c; c = getchar(); if (c == 'y') g(); }\n"]),
        Trap(
            "an int of the same name in another function",
            ["a.c": "void f(char c) { g(c); }\nvoid h(void) { int c; while ((c = getopt(n, v, \"\")) != -1) ; }\n"]),
        Trap("a pointer", ["a.c": "#include <getopt.h>\nint f(char *p) { return p == 0 || strcmp(p, \"\") < 0; }\n"]),
        Trap(
            "a range that holds for both",
            ["a.c": "#include <getopt.h>\nint f(char c) { return (c < 0 || c > 127); }\n"]),
        Trap(
            "a build that makes char signed",
            [
                "Makefile": "CFLAGS = -O2 -fsigned-char\n",
                "a.c": "void f(void) { char c; while ((c = getchar()) != EOF) ; }\n",
            ]),
        Trap("a size of a buffer", ["a.c": "#define PAGE_SIZE 4096\nchar buffer[PAGE_SIZE];\n"]),
        Trap("a default", ["a.c": "#ifndef PAGE_SIZE\n#define PAGE_SIZE 4096\n#endif\nvoid f(void) { mmap(0); }\n"]),
        Trap(
            "the system is asked", ["a.c": "#define PAGE_SIZE 4096\nvoid f(void) { mmap(0, sysconf(_SC_PAGESIZE)); }\n"]
        ),
        Trap("mmap of 4096 bytes", ["a.c": "void *f(void) { return mmap(0, 4096, 3, 2, -1, 0); }\n"]),
        Trap("a barrier without a flag", ["a.c": "void f(void) { g(); asm volatile(\"\" ::: \"memory\"); h(); }\n"]),
        Trap(
            "a value that is kept alive",
            [
                "a.c":
                    "volatile int x;\nvoid f(int *p) { __asm__ __volatile__(\"\" : : \"r\"(p) : \"memory\"); x = 1; }\n"
            ]),
    ]

    @Test(arguments: signedChar + pages + order + shared + silent) func trap(_ trap: Trap) async throws {
        #expect(try await Project(SourceAnalyses.all).summary(trap.files) == trap.expected)
    }
}
