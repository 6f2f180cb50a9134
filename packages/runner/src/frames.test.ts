import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { frameDocuments, frameHtml, framePolicy } from './index.ts'

test.each(frameDocuments)('the frame at $path may run its own script and what its kind needs, and reach nothing', (frame) => {
  const hash = createHash('sha256').update(frame.script).digest('base64')
  const policy = framePolicy(frame, hash)
  expect(frameHtml(frame)).toContain(`<script>${frame.script}</script>`)
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain('sandbox allow-scripts')
  expect(policy).not.toMatch(/allow-same-origin|connect-src|unsafe-inline|https?:|\*/)
  expect(policy.includes(" 'unsafe-eval'")).toBe(frame.path === '/runner/script')
})
