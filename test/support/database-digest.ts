import type { Storage } from '@unanimous/db'

/** Beats while rounds run, whatever anybody does. */
const beats = new Set(['liveness'])

/** One line per table that changes with any change of any row: what "nothing was written" means. */
export const databaseDigest = async ({ pool }: Storage): Promise<Record<string, string>> => {
  const tables = await pool.query<{ name: string }>("select table_name as name from information_schema.tables where table_schema = 'public' order by 1")
  const digest: Record<string, string> = {}
  for (const { name } of tables.rows.filter(row => !beats.has(row.name))) {
    const { rows } = await pool.query<{ hash: string }>(`select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as hash from "${name}" t`)
    digest[name] = rows[0]?.hash ?? ''
  }
  return digest
}
