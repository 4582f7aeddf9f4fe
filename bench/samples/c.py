#!/usr/bin/env python3
"""c.py FOLDER: a program of 31 C files with a makefile that takes CC from outside; the same each time."""
import os
import sys

FILES, FUNCTIONS = 31, 22
FUNCTION = """
static unsigned long f{f}_{n}(unsigned long *a, unsigned long x, int m)
{{
    unsigned long s = x * {odd}ul + {f};
    for (int i = 0; i < m; i++) {{
        for (int j = 0; j < {n} % 7 + 3; j++) {{
            switch ((s + j) % 5) {{
            case 0: a[i & 15] ^= s << (j & 7); break;
            case 1: a[(i + j) & 15] += s / (j + {n} + 1); break;
            case 2: s ^= a[j & 15] >> 3; break;
            case 3: s = s * 6364136223846793005ul + a[i & 15]; break;
            default: s += (unsigned long)(i * j) % ({f} + 7);
            }}
        }}
        a[i & 15] = a[(i * 3) & 15] + (s ^ (s >> 17));
    }}
    return s;
}}
"""

folder = sys.argv[1]
os.makedirs(f"{folder}/src")
for f in range(FILES - 1):
    with open(f"{folder}/src/part{f}.c", "w") as file:
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
