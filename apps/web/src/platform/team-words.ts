import type { Team } from '@unanimous/protocol'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react'
import { useMemo } from 'react'

const teams: Readonly<Record<Team, MessageDescriptor>> = {
  'streaming-infra': msg`Streaming infrastructure`,
  recommendations: msg`Recommendations`,
  encoding: msg`Encoding`,
  playback: msg`Playback`,
  ads: msg`Ads`,
  studio: msg`Studio`,
  'data-platform': msg`Data platform`,
}

/** Every team that packs are written for. */
export const allTeams = Object.keys(teams) as readonly Team[]

/** Names of teams in the language of the page. */
export const useTeamWords = () => {
  const { i18n } = useLingui()
  return useMemo(() => ({
    team: (team: Team): string => i18n._(teams[team]),
    list: (of: readonly Team[]): string => new Intl.ListFormat(i18n.locale === 'pseudo' ? 'en' : i18n.locale, { type: 'conjunction' }).format(of.map(team => i18n._(teams[team]))),
  }), [i18n])
}
