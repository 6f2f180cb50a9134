import type { ReactNode } from 'react'

/** A part of the settings: what it is at the left, what can be done at the right. */
export const Section = ({ title, about, children }: { readonly title: ReactNode; readonly about?: ReactNode; readonly children: ReactNode }) => (
  <section>
    <div>
      <h2>{title}</h2>
      {about && <p className="dim sm">{about}</p>}
    </div>
    <div className="fields">{children}</div>
  </section>
)
