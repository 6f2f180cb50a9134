import type { RunnerLanguage } from '@unanimous/protocol'

export interface Programs {
  /** Reads two numbers on two lines and says their sum, after a word on standard error. */
  readonly adds: string
  /** Does not compile because of its third line. */
  readonly wrong: string
  /** What a compiler's words about it have to hold. */
  readonly wrongAt: RegExp
  readonly endless: string
  readonly floods: string
  readonly fails: string
}

/** The same few programs in each language that a runner runs. */
export const programs: Record<RunnerLanguage, Programs> = {
  java: {
    adds: 'import java.util.*;\npublic class Solution {\n  record Pair(int a, int b) { int sum() { return a + b; } }\n  public static void main(String[] args) {\n    Scanner in = new Scanner(System.in);\n    System.err.println("reading");\n    System.out.println("sum " + new Pair(in.nextInt(), in.nextInt()).sum());\n  }\n}',
    wrong: 'class Main {\n  public static void main(String[] args) {\n    int x = "text";\n  }\n}', wrongAt: /^Main\.java:3: error/m,
    endless: 'class Main { public static void main(String[] args) { System.out.println("begun"); while (true) {} } }',
    floods: 'class Main { public static void main(String[] args) { while (true) System.out.println("again and again"); } }',
    fails: 'class Main { public static void main(String[] args) { System.exit(3); } }',
  },
  kotlin: {
    adds: 'fun main() {\n  System.err.println("reading")\n  val all = generateSequence(::readlnOrNull).map { it.trim().toInt() }.toList()\n  println("sum ${all.sum()}")\n}',
    wrong: 'fun main() {\n  println(1)\n  val x: Int = "text"\n}', wrongAt: /Main\.kt:3:\d+: error/,
    endless: 'fun main() { println("begun"); while (true) {} }',
    floods: 'fun main() { while (true) println("again and again") }',
    fails: 'fun main() { kotlin.system.exitProcess(3) }',
  },
  go: {
    adds: 'package main\nimport ("fmt"; "os"; "sort")\nfunc main() {\n\tfmt.Fprintln(os.Stderr, "reading")\n\tall := make([]int, 2)\n\tfmt.Scan(&all[0], &all[1])\n\tsort.Ints(all)\n\tfmt.Println("sum", all[0]+all[1])\n}',
    wrong: 'package main\nfunc main() {\n\tvar x int = "text"\n}', wrongAt: /main\.go:3:\d+/,
    endless: 'package main\nimport "fmt"\nfunc main() { fmt.Println("begun"); for {} }',
    floods: 'package main\nimport "fmt"\nfunc main() { for { fmt.Println("again and again") } }',
    fails: 'package main\nimport "os"\nfunc main() { os.Exit(3) }',
  },
  cpp: {
    adds: '#include <iostream>\n#include <vector>\nint main() {\n  std::cerr << "reading\\n";\n  std::vector<int> all(2);\n  std::cin >> all[0] >> all[1];\n  std::cout << "sum " << all.at(0) + all.at(1) << "\\n";\n}',
    wrong: '#include <string>\nint main() {\n  int x = std::string("text");\n}', wrongAt: /main\.cpp:3:\d+: error/,
    endless: '#include <cstdio>\nint main() { puts("begun"); volatile bool on = true; while (on) {} }',
    floods: '#include <cstdio>\nint main() { for (;;) puts("again and again"); }',
    fails: 'int main() { return 3; }',
  },
  rust: {
    adds: 'use std::io::Read;\nfn main() {\n  eprintln!("reading");\n  let mut text = String::new();\n  std::io::stdin().read_to_string(&mut text).unwrap();\n  println!("sum {}", text.split_whitespace().map(|n| n.parse::<i32>().unwrap()).sum::<i32>());\n}',
    wrong: 'fn main() {\n  println!("1");\n  let _x: i32 = "text";\n}', wrongAt: /main\.rs:3:\d+/,
    endless: 'fn main() { println!("begun"); loop { std::hint::spin_loop() } }',
    floods: 'fn main() { loop { println!("again and again") } }',
    fails: 'fn main() { std::process::exit(3) }',
  },
}
