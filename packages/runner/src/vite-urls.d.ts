declare module '*?worker&url' {
  const url: string
  export default url
}
declare module 'pyodide/pyodide.asm.mjs' {
  const createPyodideModule: unknown
  export default createPyodideModule
}
declare module '*?url' {
  const url: string
  export default url
}
