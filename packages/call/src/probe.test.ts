import { describe, expect, it } from 'vitest'
import { waysOf } from './probe.ts'

describe('the ways that a connection test tries', () => {
  it('tries every relay address alone, and asks the same server once for an address of its own', () => {
    const urls = ['turn:relay.example:3478?transport=udp', 'turn:relay.example:3478?transport=tcp', 'turns:relay.example:443']
    expect(waysOf([{ urls, username: 'u', credential: 'c' }])).toEqual([
      { url: 'stun:relay.example:3478', kind: 'stun', transport: 'udp' },
      { url: 'turn:relay.example:3478?transport=udp', kind: 'turn', transport: 'udp' },
      { url: 'turn:relay.example:3478?transport=tcp', kind: 'turn', transport: 'tcp' },
      { url: 'turns:relay.example:443', kind: 'turn', transport: 'tls' },
    ])
  })

  it('has nothing to try where nothing is configured, and asks no server of anybody else', () => {
    expect(waysOf([])).toEqual([])
  })
})
