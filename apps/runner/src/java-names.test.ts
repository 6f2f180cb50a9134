import { expect, test } from 'vitest'
import { javaNames, kotlinMain } from './java-names.ts'

test.each([
  ['public class Solution { public static void main(String[] args) { } }', 'Solution.java', 'Solution'],
  ['class Node {}\nclass Main { static class Inner { static void main(String[] a) {} } public static void main(String... a) {} }', 'Node.java', 'Main'],
  ['package a.b;\n@X public final class Q { public final static void main(String[] a) {} }\nrecord R(int a) {}', 'Q.java', 'a.b.Q'],
  ['// class Wrong { static void main(\nclass Right { String s = "} class Wrong {"; char c = \'{\'; static void main(String[] a) {} }', 'Right.java', 'Right'],
  ['class Only { void solve() {} }', 'Only.java', undefined],
  ['interface I {}\nenum E { A { void f() {} }; public static void main(String[] a) {} }', 'I.java', 'E'],
  ['', 'Main.java', undefined],
  ['public class ../../etc/x { static void main(', 'Main.java', undefined],
])('%j is compiled as %s and started at %s', (code, file, main) => {
  expect(javaNames(code)).toEqual({ file, main })
})

test.each([
  ['lines without a word', '\n'.repeat(100_000)], ['comments that nobody closes', '/* '.repeat(30_000)], ['texts that nobody closes', '""" '.repeat(25_001)],
  ['one word again and again', 'public '.repeat(14_000)], ['blanks', `package${' '.repeat(90_000)}`],
])('%s are read once', (_what, code) => {
  expect(javaNames(code)).toEqual({ file: 'Main.java', main: undefined })
  expect(kotlinMain(code)).toBe('MainKt')
})

test('a name never leaves its folder or becomes an option', () => {
  for (const code of ['public class -J-version { static void main(){} }', 'public class ;rm { }', `public class ${'A'.repeat(5_000)} {}`]) expect(javaNames(code).file).toMatch(/^[A-Za-z_$][\w$]{0,80}\.java$/)
})

test('Kotlin starts at the class of its file, in its package', () => {
  expect([kotlinMain('fun main() {}'), kotlinMain('// package no\npackage x.y\nfun main() {}')]).toEqual(['MainKt', 'x.y.MainKt'])
})
