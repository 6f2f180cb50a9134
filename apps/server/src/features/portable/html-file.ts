import type { ExportedLoop, ExportedSession, ExportHead, ImportedCard } from '@unanimous/protocol'
import type { ExportParts } from './export-parts.ts'
import { preparationPart } from './html-prep.ts'
import { cardPart, recordPart, roundPart, textsPart, vote } from './html-round.ts'
import { htmlStyle } from './html-style.ts'
import { day, kindWords, moment, seatWords, verdictWords } from './html-words.ts'
import { html, Markup } from './markup.ts'

const boardRow = ({ seat, vote: given, screen, by, heldAt }: ExportedLoop['rows'][number]): Markup => html`
<tr><td>${seatWords[seat]}</td><td>${given === null ? screen ?? 'open' : vote(given)}</td><td>${by}</td><td class="num">${heldAt !== null && day(heldAt)}</td></tr>`

const loopPart = (loop: ExportedLoop): Markup => html`<article><h3>Loop ${loop.number}, ${loop.level}: ${verdictWords(loop.verdict)}</h3>
<p class="faint">opened ${day(loop.createdAt)}${loop.closedAt !== null && `, closed ${day(loop.closedAt)}`}</p>
<table><thead><tr><th>Round</th><th>Vote</th><th>By</th><th>Held</th></tr></thead><tbody>${loop.rows.map(boardRow)}</tbody></table>
${loop.practiceRows.length > 0 && html`<h4>Held after the end, never counted</h4><table><tbody>${loop.practiceRows.map(boardRow)}</tbody></table>`}
${loop.hadItGoneOn && html`<p class="dim">Had the loop gone on: ${verdictWords(loop.hadItGoneOn)}.</p>`}</article>`

const wishPart = (title: string, wish: ExportedSession['wish']): Markup | null =>
  wish && html`<h4>${title}</h4><p class="said">${wish.text}</p>${wish.answer !== null && html`<p class="said dim">${wish.answer}</p>`}`

const sessionPart = (session: ExportedSession): Markup => {
  const peer = session.peer ?? 'nobody yet'
  return html`<section><h2>${day(session.createdAt)}, with ${peer}</h2>
${session.revealedAt === null && html`<p class="dim">Its cards are still sealed; what your peer wrote is not in this file.</p>`}
${session.rounds.filter(round => round.state !== 'dropped').map(round => roundPart(round, peer))}
${wishPart('What you asked for', session.wish)}${wishPart('What you were asked for', session.peerWish)}
${session.chat.length > 0 && html`<h3>Chat</h3><ul class="log">${session.chat.map(({ at, from, text }) => html`<li><time>${moment(at).slice(11)}</time><p><span class="faint">${from === 'you' ? 'you' : peer}</span> ${text}</p></li>`)}</ul>`}
</section>`
}

const importedPart = (imported: ImportedCard): Markup => html`<article><h3>${kindWords[imported.kind]}: ${imported.title}</h3>
<p class="faint">imported${imported.from !== null && ` from ${imported.from}`} · held ${day(imported.heldAt)}</p>
${cardPart(imported.card, imported.record)}
${imported.record && recordPart(imported.record, imported.card.dimensions.flatMap(dimension => dimension.evidence))}${textsPart(imported)}</article>`

const fact = (name: string, value: string | number | null): Markup | false => value !== null && value !== '' && html`<dt>${name}</dt><dd>${value}</dd>`

const personPart = ({ person, exportedAt, instance }: ExportHead): Markup => html`<header><h1>${person.handle}</h1>
<p class="dim">Everything of yours in Unanimous${instance.url !== null && ` at ${instance.url}`}, as of ${moment(exportedAt)} UTC. Times are UTC.</p>
<dl class="facts">${fact('E-mail', person.email)}${fact('Here since', day(person.since))}${fact('Target level', person.targetLevel)}
${fact('Rounds wanted', person.wants.map(kind => kindWords[kind]).join(', '))}${fact('Interviews', person.interviews.map(kind => kindWords[kind]).join(', '))}
${fact('Codes in', person.codeLanguages.join(', '))}${fact('Speaks', person.spokenLanguages.join(', '))}${fact('Time zone', person.timeZone)}
${fact('Goal', person.goal)}${fact('Blocked', person.blocked.map(each => each.name).join(', '))}</dl></header>`

const opening = (head: ExportHead): string => html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${head.person.handle}, Unanimous</title>
<style>${new Markup(htmlStyle)}</style></head><body>
${personPart(head)}<main>${head.loops.length > 0 && html`<section><h2>Loops</h2>${head.loops.map(loopPart)}</section>`}${preparationPart(head)}
`.text

/** The export as one page to read and print: no script, nothing fetched, a session at a time. */
export async function* toHtmlFile({ head, sessions, imported }: ExportParts): AsyncGenerator<string> {
  yield opening(head)
  for await (const session of sessions()) yield sessionPart(session).text
  let before = '<section><h2>Imported</h2>'
  let after = ''
  for await (const card of imported()) {
    yield before + importedPart(card).text
    before = ''
    after = '</section>'
  }
  yield `${after}</main></body></html>\n`
}
