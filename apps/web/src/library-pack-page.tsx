import { Trans } from '@lingui/react/macro'
import { useParams } from '@tanstack/react-router'
import { Play, Timer } from 'lucide-react'
import { useState } from 'react'
import { LibraryPack, type PackContent } from './features/library/library-pack.tsx'
import { PackScript } from './features/rounds/pack-script.tsx'
import { WarmUp } from './platform/warm-up.tsx'
import { Button, LinkButton } from './ui/button.tsx'

/** One round of the library: the library says who may read it, the room's own words draw it. */
export const LibraryPackPage = () => {
  const { pack = '' } = useParams({ strict: false })
  return <LibraryPack key={pack} pack={pack} Tools={Prepare}>{content => <PackScript pack={content} />}</LibraryPack>
}

/** What an interviewer may do with a pack besides reading it. */
const Prepare = ({ pack }: { readonly pack: PackContent }) => {
  const [isWarmingUp, setWarmingUp] = useState(false)
  return (
    <>
      <Button size="sm" icon={<Timer className="s" />} onClick={() => setWarmingUp(true)}><Trans>Warm up</Trans></Button>
      <LinkButton size="sm" variant="primary" icon={<Play className="s" />} href={`/library/${pack.id}/rehearse`}><Trans>Rehearse</Trans></LinkButton>
      {isWarmingUp && <WarmUp packs={[pack]} onClose={() => setWarmingUp(false)} />}
    </>
  )
}
