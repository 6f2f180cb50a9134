import { useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import './address-code.css'

interface Code {
  readonly size: number
  /** The dark squares, as one path. */
  readonly path: string
}

const useCode = (text: string): Code | undefined => {
  const [code, setCode] = useState<Code>()
  useEffect(() => {
    let here = true
    void import('uqr').then(({ encode }) => {
      const { size, data } = encode(text, { border: 0 })
      const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
      if (here) setCode({ size, path })
    })
    return () => {
      here = false
    }
  }, [text])
  return code
}

/** An address for another device: as a picture for its camera, and in letters. */
export const AddressCode = ({ url }: { readonly url: string }) => {
  const { t } = useLingui()
  const code = useCode(url)
  return (
    <div className="address-code">
      {code && <svg viewBox={`0 0 ${code.size} ${code.size}`} role="img" aria-label={t`The address as a picture for another device's camera`} shapeRendering="crispEdges"><path d={code.path} fill="currentColor" /></svg>}
      <p className="mono sm">{url}</p>
    </div>
  )
}
