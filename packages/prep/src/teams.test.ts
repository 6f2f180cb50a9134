import fc from 'fast-check'
import { expect, test } from 'vitest'
import { detectTeams, TEAMS, teamsIn } from './index.ts'

test('[J1] a team scores the share of its list that the description holds, each word once, in whatever case', () => {
  expect(teamsIn('Cache, CACHE and cache again, at the Edge of our CDN.')).toEqual([{ team: 'streaming-infra', words: ['cache', 'edge', 'cdn'], score: 3 / 5 }])
  expect(teamsIn('Flink and Spark over one lake; a ranking model')).toEqual([
    { team: 'data-platform', words: ['flink', 'spark', 'lake'], score: 3 / 5 },
    { team: 'recommendations', words: ['ranking', 'model'], score: 2 / 4 },
  ])
})

test('[J2] whole words count, and their plain plural; parts of words do not', () => {
  expect(detectTeams('devices, clients and players')).toEqual(['playback'])
  expect(detectTeams('knowledge, remodelling, streamlined, flake, multimedia, rightsizing')).toEqual([])
  expect(detectTeams('the right person')).toEqual([])
  expect(detectTeams('low-latency DRM/player')).toEqual(['playback'])
})

test('[J3] the two likeliest are taken, ties in the order of the list, and none is made up', () => {
  expect(detectTeams('auction campaign pacing insertion; codec, transcode, media; asset')).toEqual(['ads', 'encoding'])
  expect(detectTeams('rights, and an auction, and a codec')).toEqual(['encoding', 'ads'])
  expect(detectTeams('We are kind people who like to build things.')).toEqual([])
  expect(detectTeams('')).toEqual([])
})

test('[J4] markup is no word, other scripts end one, accents and wide letters do not mislead', () => {
  expect(detectTeams('<div class="player media asset"><b>Traffic</b> at the <i>edge</i></div>')).toEqual(['streaming-infra'])
  expect(detectTeams('a latency < 10 ms and cost > 0')).toEqual(['playback'])
  expect(detectTeams('私たちはCDNとキャッシュを作ります')).toEqual(['streaming-infra'])
  expect(detectTeams('ＣＤＮ')).toEqual(['streaming-infra'])
  expect(detectTeams('Médias, cachés')).toEqual([])
})

test('[J4] any text whatever gives at most two teams of the list, and 200 kB of it are read like any other', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), text => {
    const teams = detectTeams(text)
    expect(teams.length).toBeLessThanOrEqual(2)
    expect(TEAMS).toEqual(expect.arrayContaining([...teams]))
  }))
  expect(detectTeams(`${'<a '.repeat(60_000)} codec ${'x'.repeat(20_000)}`)).toEqual(['encoding'])
})
