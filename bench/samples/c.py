#!/usr/bin/env python3
"""c.py FOLDER: a program of 31 C files with a makefile that takes CC from outside; the same each time."""
import os
import sys

FILES, FUNCTIONS = 31, 22
FUNCTION = """
struct record{n} {{ const char *name; struct record{n} *next; int count; unsigned char kind; }};

unsigned long f{f}_{n}(unsigned long *a, unsigned long x, int m)
{{
    struct record{n} records[8] = {{{{ "first", 0, {n}, 1 }}, {{ "second", 0, {f}, 2 }}}};
    char text[64];
    unsigned long sum = x + {odd};
    for (int i = 0; i < m; i++) {{
        struct record{n} *r = &records[(i + {n}) & 7];
        r->next = i > 2 ? &records[i & 3] : 0;
        r->kind = (unsigned char)(sum >> 3);
        if (r->kind == 'k' || (r->next && r->next->count > i))
            r->count += m - i;
        else if (!r->name)
            r->name = i & 1 ? "odd" : "even";
        snprintf(text, sizeof text, "%s-%d-{f}", r->name ? r->name : "none", r->count);
        sum += strlen(text) + (unsigned char)text[i & 7];
        memmove(text + 1, text, 32);
        for (const char *p = text; *p && p < text + 40; p++)
            sum = *p == '-' ? sum ^ a[i & 15] : sum + (unsigned long)(*p << (i & 3));
        a[i & 15] = sum;
    }}
    return sum;
}}
"""

folder = sys.argv[1]
os.makedirs(f"{folder}/src")
for f in range(FILES - 1):
    with open(f"{folder}/src/part{f}.c", "w") as file:
        file.write("#include <stdio.h>\n#include <string.h>\n")
        for n in range(FUNCTIONS):
            file.write(FUNCTION.format(f=f, n=n, odd=2 * n + 1))
        calls = "".join(f"    x += f{f}_{n}(a, x, m);\n" for n in range(FUNCTIONS))
        file.write(f"\nunsigned long part{f}(unsigned long *a, unsigned long x, int m)\n{{\n{calls}    return x;\n}}\n")
with open(f"{folder}/src/main.c", "w") as file:
    file.write("#include <stdio.h>\n\n")
    file.writelines(f"unsigned long part{f}(unsigned long *, unsigned long, int);\n" for f in range(FILES - 1))
    file.write("\nint main(void)\n{\n    unsigned long a[16] = {1}, x = 1;\n")
    file.writelines(f"    x += part{f}(a, x, 5);\n" for f in range(FILES - 1))
    file.write('    printf("%lu\\n", x);\n    return 0;\n}\n')
with open(f"{folder}/Makefile", "w") as file:
    file.write("CC ?= gcc\nOBJECTS := $(patsubst %.c,%.o,$(wildcard src/*.c))\n\n"
               "program: $(OBJECTS)\n\t$(CC) -static -o $@ $^\n\n%.o: %.c\n\t$(CC) -O2 -c -o $@ $<\n")
