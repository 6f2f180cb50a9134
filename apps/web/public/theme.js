// Runs before the first paint, so that a chosen theme does not flash; the rest is in src/platform/theme.ts.
try {
  const theme = localStorage.getItem('theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Storage may be forbidden; the system's theme is then the right one.
}
