/**
 * The source without comments, strings and characters, so that a brace or a word in them counts for nothing. What is never closed goes
 * on to the end, or every opening would be looked up to there.
 */
export const withoutText = (code: string): string =>
  code.replace(/\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*|"""[\s\S]*?(?:"""|$)|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g, ' ')

const word = String.raw`[A-Za-z_$][\w$]{0,80}`
const declaration = new RegExp(String.raw`(?<flags>(?:\b(?:public|final|abstract|sealed|strictfp)\s+|non-sealed\s+){0,5})\b(?:class|interface|record|enum)\s+(?<name>${word})`, 'y')
const mainMethod = /\bstatic\s+(?:final\s+|synchronized\s+){0,2}void\s+main\s*\(/y

interface Found { readonly name: string; readonly isPublic: boolean; main: boolean }

const isMain = (text: string, at: number) => {
  mainMethod.lastIndex = at
  return mainMethod.test(text)
}

/** Adds what is declared at a place, if anything is; gives the place to go on from. */
const declared = (text: string, at: number, found: Found[]): number => {
  declaration.lastIndex = at
  const { name = '', flags = '' } = declaration.exec(text)?.groups ?? {}
  if (name === '') return at
  found.push({ name, isPublic: /\bpublic\b/.test(flags), main: false })
  return declaration.lastIndex - 1
}

/** What stands at the outermost level, in order, and whether a main method stands right inside. */
const outermost = (code: string): Found[] => {
  const text = withoutText(code)
  const found: Found[] = []
  for (let at = 0, depth = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '{') depth++
    else if (character === '}') depth--
    else if (depth === 0) at = declared(text, at, found)
    else if (depth === 1 && isMain(text, at)) for (const last of found.slice(-1)) last.main = true
  }
  return found
}

/** The file a Java source has to be called, and the class to start; undefined where no outermost class has a main method. */
export const javaNames = (code: string): { readonly file: string; readonly main: string | undefined } => {
  const found = outermost(code)
  const inPackage = new RegExp(String.raw`^[ \t]*package\s+(${word}(?:\s*\.\s*${word})*)\s*;`, 'm').exec(withoutText(code))?.[1]?.replaceAll(/\s/g, '')
  const main = found.find((one) => one.main)?.name
  const qualified = main === undefined || inPackage === undefined ? main : `${inPackage}.${main}`
  const named = found.find((one) => one.isPublic) ?? found[0]
  return { file: `${named?.name ?? 'Main'}.java`, main: qualified }
}

/** The class that Kotlin makes of the top level of Main.kt. */
export const kotlinMain = (code: string): string => {
  const name = new RegExp(String.raw`^[ \t]*package\s+(${word}(?:\.${word})*)`, 'm').exec(withoutText(code))?.[1]
  return name === undefined ? 'MainKt' : `${name}.MainKt`
}
