/** The ring with its one marked seat. */
export const Logo = ({ size = 20 }: { readonly size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 20 20" fill="none" aria-hidden="true">
    <path d="M13.4 3.1A7.7 7.7 0 1 0 17.2 7.3" stroke="var(--ink)" strokeWidth="3.6" />
    <path d="M14.6 3.8A7.7 7.7 0 0 1 16.6 6" stroke="var(--mark)" strokeWidth="3.6" />
  </svg>
)
