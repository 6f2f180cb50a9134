import { openMailSink } from '@unanimous/testing'
import { expect, onTestFinished, test } from 'vitest'
import { createMailer } from './mailer.ts'

const open = async () => {
  const sink = await openMailSink()
  onTestFinished(sink.close)
  return { sink, mailer: createMailer({ url: sink.url, from: 'Unanimous <mock@example.org>' }) }
}

test('a letter arrives as text and as HTML that says the same, names nobody else and fetches nothing', async () => {
  const { sink, mailer } = await open()
  await mailer.deliver('ann@example.org', { subject: 'Sign in', lines: ['Ann & <b>Bob</b> wait.'], link: { words: 'Sign in', href: 'https://mock.example.org/by-mail#sign-in=a&to=%2Fhistory' } })
  const mail = await sink.next('ann@example.org')
  expect(mail).toMatchObject({ from: 'mock@example.org', to: ['ann@example.org'] })
  expect([mail.headers.get('from'), mail.headers.get('to'), mail.headers.get('subject')]).toEqual(['Unanimous <mock@example.org>', 'ann@example.org', 'Sign in'])
  expect(mail.text).toBe('Ann & <b>Bob</b> wait.\n\nSign in:\nhttps://mock.example.org/by-mail#sign-in=a&to=%2Fhistory')
  expect(mail.html).toContain('Ann &amp; &lt;b&gt;Bob&lt;/b&gt; wait.')
  expect(mail.html).toContain('href="https://mock.example.org/by-mail#sign-in=a&amp;to=%2Fhistory"')
  expect(mail.html).not.toMatch(/<b>Bob|<img|<script|url\(|src=/)
})

test('line ends and commas in an address or a subject add no recipient and no header', async () => {
  const { sink, mailer } = await open()
  const hostile = 'ann@example.org>\r\nRCPT TO:<eve@example.org'
  await mailer.deliver(hostile, { subject: 'Hello\r\nBcc: eve@example.org', lines: ['One.'] }).catch(() => undefined)
  await mailer.deliver('ann@example.org, eve@example.org', { subject: 'Hello', lines: ['One.'] }).catch(() => undefined)
  await mailer.deliver('ann@example.org', { subject: 'Hello\r\nBcc: eve@example.org', lines: ['.', 'Two.'] })
  const mail = await sink.next('ann@example.org')
  expect(mail.headers.has('bcc')).toBe(false)
  expect(mail.text).toBe('.\n\nTwo.')
  expect(sink.mails.flatMap(one => one.to)).not.toContain('eve@example.org')
})

test('what the mail server refuses is told in its words', async () => {
  const { sink, mailer } = await open()
  sink.refuseWith('550 No such mailbox here')
  await expect(mailer.deliver('ann@example.org', { subject: 'Hello', lines: ['One.'] })).rejects.toThrow('No such mailbox here')
  await sink.close()
  await expect(mailer.deliver('ann@example.org', { subject: 'Hello', lines: ['One.'] })).rejects.toThrow('ECONNREFUSED')
})

test('a password is not sent to another machine over a line that anybody can read', async () => {
  const { sink } = await open()
  const letter = { subject: 'Hello', lines: ['One.'] }
  // This machine, under a name that is not taken for its own.
  const away = createMailer({ url: sink.url.replace('//127.0.0.1', '//ann:secret@[::ffff:127.0.0.1]'), from: 'mock@example.org' })
  await expect(away.deliver('ann@example.org', letter)).rejects.toThrow('STARTTLS')
  await createMailer({ url: sink.url.replace('//', '//ann:secret@'), from: 'mock@example.org' }).deliver('ann@example.org', letter)
  expect(sink.mails).toHaveLength(1)
})
