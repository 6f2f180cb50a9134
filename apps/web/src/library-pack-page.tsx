import { useParams } from '@tanstack/react-router'
import { LibraryPack } from './features/library/library-pack.tsx'
import { PackScript } from './features/rounds/pack-script.tsx'

/** One round of the library: the library says who may read it, the room's own words draw it. */
export const LibraryPackPage = () => {
  const { pack = '' } = useParams({ strict: false })
  return <LibraryPack key={pack} pack={pack} tools={() => null}>{content => <PackScript pack={content} />}</LibraryPack>
}
