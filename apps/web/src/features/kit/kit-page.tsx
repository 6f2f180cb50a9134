import { Segmented } from '../../ui/choices.tsx'
import { Logo } from '../../ui/logo.tsx'
import { setTheme, type Theme, useTheme } from '../../platform/theme.ts'
import { KitCharts, KitRoundCharts } from './kit-charts.tsx'
import { KitColours, KitElevation, KitVoices } from './kit-foundations.tsx'
import { KitButtons, KitChoices, KitControls, KitFields } from './kit-controls.tsx'
import { KitOverlays } from './kit-overlays.tsx'
import { KitStates, KitTable } from './kit-states.tsx'
import { KitRingStates, KitRings, KitVerdicts } from './kit-verdict.tsx'
import './kit.css'

const themes: readonly { readonly value: Theme; readonly label: string }[] = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]

/** Every primitive in every state, in either theme. For developers, so it is not translated. */
export const KitPage = () => {
  const theme = useTheme()
  return (
    <main className="kit" id="page">
      <header>
        <Logo size={26} />
        <h1 tabIndex={-1}>Unanimous</h1>
        <span className="faint">Kit, one page. Every value lives in tokens.css.</span>
        <span className="sp" />
        <Segmented label="Theme" value={theme} options={themes} onChange={setTheme} />
      </header>
      <div className="one">
        <KitColours />
        <section>
          <KitVoices />
          <KitVerdicts />
          <KitRings />
        </section>
        <section className="stack">
          <KitControls />
          <KitElevation />
        </section>
      </div>
      <div className="two">
        <KitButtons />
        <KitFields />
        <KitChoices />
        <KitOverlays />
        <KitStates />
        <KitTable />
        <KitRingStates />
        <KitCharts />
        <KitRoundCharts />
      </div>
    </main>
  )
}
