/** A place inside this site to go to after signing in; anything else would let a link send people away. */
export const returnPath = (search: string): string => {
  const wanted = new URLSearchParams(search).get('to')
  // Browsers read a backslash as a slash, and drop tabs and line ends before they look.
  return wanted !== null && /^\/(?![/\\])[^\s\\]*$/.test(wanted) ? wanted : '/'
}
