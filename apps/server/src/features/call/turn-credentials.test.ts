import { describe, expect, it } from 'vitest'
import { mintTurnServer, turnUrls } from './turn-credentials.ts'

describe('relay credentials', () => {
  it('carry their expiry in seconds and the HMAC that coturn computes from the same secret', () => {
    const minted = mintTurnServer({
      turnUrl: 'turn:relay.example:3478', secret: 'sesame', seat: 'seat-1', nowMs: 1_700_000_000_999, lifeMs: 60_000,
    })
    expect(minted.username).toBe('1700000060:seat-1')
    // printf '1700000060:seat-1' | openssl dgst -sha1 -hmac sesame -binary | base64
    expect(minted.credential).toBe('lOHqcFdPfn5RhgB4FWxfsKtXiqU=')
    expect(minted.urls).toEqual(['turn:relay.example:3478?transport=udp', 'turn:relay.example:3478?transport=tcp'])
  })

  it('leave a URL alone that says its transport or is TLS, and read several', () => {
    expect(turnUrls('turns:relay.example:5349, turn:relay.example?transport=tcp,')).toEqual([
      'turns:relay.example:5349',
      'turn:relay.example?transport=tcp',
    ])
  })
})
