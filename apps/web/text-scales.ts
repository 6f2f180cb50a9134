/** Of `html` in base.css: 81.25 % of what a browser is set to, which is 16 px unless somebody chose another size. */
const rootPx = 13
const browserPx = 16

/** Up to this a length is a line, the gap between two or a focus ring, and stays as thin as it is. */
const hairlinePx = 3

const lengths = /(?<![\w.#-])(\d*\.?\d+)px\b/g

/** Rounded up in the fourth place, which a minifier keeps: a browser cuts off what is less than a 64th of a pixel. */
const inRem = (whole: string, px: string): string => (Number(px) <= hairlinePx ? whole : `${Math.ceil((Number(px) / rootPx) * 1e4) / 1e4}rem`)
const inEm = (_: string, px: string): string => `${Number(px) / browserPx}em`

interface Node {
  readonly source?: { readonly input: { readonly file?: string } }
}
interface Sheet {
  walkDecls(each: (declaration: Node & { value: string }) => void): void
  walkAtRules(name: RegExp, each: (rule: Node & { params: string }) => void): void
}

const isOurs = ({ source }: Node): boolean => source?.input.file?.includes('node_modules') !== true

/** Sheets are written in pixels and served in text sizes, so that a larger text in a browser's settings makes all of a page larger, as zooming does. */
export const textScales = {
  postcssPlugin: 'text-scales',
  Once(sheet: Sheet): void {
    sheet.walkDecls(declaration => {
      if (isOurs(declaration) && declaration.value.includes('px')) declaration.value = declaration.value.replace(lengths, inRem)
    })
    // A query of the window counts from what the browser is set to, whatever `html` makes of it.
    sheet.walkAtRules(/^media$/, rule => {
      if (isOurs(rule)) rule.params = rule.params.replace(lengths, inEm)
    })
    // One of a container counts as a declaration in it would: there, an em is of the container's own text.
    sheet.walkAtRules(/^container$/, rule => {
      if (isOurs(rule)) rule.params = rule.params.replace(lengths, inRem)
    })
  },
}
