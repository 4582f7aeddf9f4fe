#!/usr/bin/env python3
"""java.py FOLDER: a program of 1,200 small classes, as source; the same each time."""
import os
import sys

CLASSES = 1200
BODY = """package app;

public final class C{n} {{
    private final java.util.Map<String, Integer> seen = new java.util.TreeMap<>();

    public int value(int seed) {{
        int sum = seed;
        for (int i = 0; i < {size}; i++) {{
            sum = sum * 31 + switch (i % 4) {{
                case 0 -> i ^ {n};
                case 1 -> seen.merge("k" + i, i, Integer::sum);
                case 2 -> java.util.stream.IntStream.range(0, i).map(x -> x * {n}).sum();
                default -> {next};
            }};
        }}
        return sum;
    }}
}}
"""

folder = os.path.join(sys.argv[1], "src", "app")
os.makedirs(folder)
for n in range(CLASSES):
    following = f"new C{n + 1}().value(i & 1)" if n % 40 < 39 and n + 1 < CLASSES else "sum"
    with open(f"{folder}/C{n}.java", "w") as file:
        file.write(BODY.format(n=n, size=3 + n % 5, next=following))
with open(f"{folder}/Main.java", "w") as file:
    file.write("package app;\n\npublic final class Main {\n    public static void main(String[] words) {\n"
               f"        System.out.println(new C{CLASSES - 2}().value(words.length));\n    }}\n}}\n")
