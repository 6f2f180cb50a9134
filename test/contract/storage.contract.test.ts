import { isUniqueViolation, migrate, openStorage, schema } from '@unanimous/db'
import { type TestStorage, engines, isMissing, openTestStorage } from '@unanimous/testing'
import { eq, sql } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'

const { liveness } = schema

for (const engine of engines) {
  describe.skipIf(engine === 'postgres' && isMissing('postgresql'))(`storage on the ${engine} engine`, () => {
    let storage: TestStorage
    beforeAll(async () => {
      storage = await openTestStorage({ engine, serverUrl: inject('postgresUrl') })
      await storage.db.execute(sql`create table scrap (id serial primary key, bytes bytea, body jsonb, at timestamptz, big bigint)`)
    })
    afterAll(() => storage.close())
    beforeEach(async () => {
      await storage.db.delete(liveness)
      await storage.db.execute(sql`truncate scrap`)
    })
    const ids = async (): Promise<number[]> => (await storage.db.select().from(liveness).orderBy(liveness.id)).map(row => row.id)

    it('tells a unique violation from other failures, and by which key', async () => {
      await storage.db.insert(liveness).values({ id: 1, at: 1 })
      const twice = await storage.db.insert(liveness).values({ id: 1, at: 2 }).catch((error: unknown) => error)
      const missing = await storage.db.execute(sql`select * from nowhere`).catch((error: unknown) => error)
      expect([isUniqueViolation(twice), isUniqueViolation(twice, 'liveness_pkey'), isUniqueViolation(twice, 'other_key')]).toEqual([true, true, false])
      expect([isUniqueViolation(missing), isUniqueViolation(undefined), isUniqueViolation('23505')]).toEqual([false, false, false])
    })

    it('gives bytes, documents, instants and big numbers back as they came', async () => {
      const bytes = Buffer.from([0, 1, 92, 39, 255])
      const body = { text: 'a "quote" \\ and é', list: [1, null], nested: { yes: true } }
      await storage.pool.query('insert into scrap (bytes, body, at, big) values ($1, $2, $3, $4)', [bytes, body, new Date(1_700_000_000_123), 2 ** 52])
      const { rows: [row] } = await storage.pool.query('select bytes, body, at, big from scrap')
      expect(row).toEqual({ bytes, body, at: new Date(1_700_000_000_123), big: String(2 ** 52) })
      await storage.db.insert(liveness).values({ id: 1, at: 1_700_000_000_123 })
      expect(await storage.db.select().from(liveness)).toEqual([{ id: 1, at: 1_700_000_000_123 }])
    })

    it('keeps the values of two connections apart, however large', async () => {
      const large = 'x'.repeat(300_000)
      const ask = async (n: number): Promise<void> => {
        const { rows } = n % 2 === 0
          ? await storage.pool.query('select length($1::text) as length, $2::int as n', [large, n])
          : await storage.pool.query('select $1::int as n', [n])
        expect(rows[0]).toEqual(n % 2 === 0 ? { length: large.length, n } : { n })
      }
      await Promise.all(Array.from({ length: 60 }, (_, n) => ask(n)))
    })

    it('takes back all of a transaction that throws, and hands its error on', async () => {
      const work = storage.transaction(async tx => {
        await tx.insert(liveness).values({ id: 1, at: 1 })
        throw new Error('changed my mind')
      })
      await expect(work).rejects.toThrow('changed my mind')
      expect(await ids()).toEqual([])
    })

    it('says so when the failure of a statement was swallowed, because the commit stores nothing', async () => {
      const work = storage.transaction(async tx => {
        await tx.insert(liveness).values({ id: 1, at: 1 })
        await tx.insert(liveness).values({ id: 1, at: 1 }).catch(() => {})
      })
      await expect(work).rejects.toThrow('its error was swallowed')
      expect(await ids()).toEqual([])
    })

    it('takes back a savepoint alone', async () => {
      await storage.transaction(async tx => {
        await tx.insert(liveness).values({ id: 1, at: 1 })
        await tx.transaction(inner => inner.insert(liveness).values({ id: 1, at: 2 })).catch(() => {})
        await tx.insert(liveness).values({ id: 2, at: 1 })
      })
      expect(await ids()).toEqual([1, 2])
    })

    it('throws at once when anything but its handle is used inside a transaction', async () => {
      const inside = (use: () => Promise<unknown>): Promise<unknown> => storage.transaction(use)
      await expect(inside(async () => storage.db.select().from(liveness))).rejects.toThrow(/^bug: .* inside a transaction/)
      await expect(inside(() => storage.pool.query('select 1'))).rejects.toThrow(/^bug: /)
      await expect(inside(() => storage.pool.connect())).rejects.toThrow(/^bug: /)
      await expect(inside(() => storage.transaction(async () => {}))).rejects.toThrow(/^bug: /)
      await expect(storage.db.transaction(() => storage.ping())).rejects.toThrow(/^bug: /)
    })

    it('lets what a transaction started use the storage once it is over', async () => {
      let leave = (): void => {}
      const left = new Promise<void>(done => { leave = done })
      const afterwards = await storage.transaction(async () => ({ read: left.then(() => ids()) }))
      leave()
      expect(await afterwards.read).toEqual([])
    })

    it('runs concurrent transactions on one row one after another', async () => {
      await storage.db.insert(liveness).values({ id: 1, at: 0 })
      await Promise.all(Array.from({ length: 20 }, () => storage.transaction(async tx => {
        const [row] = await tx.select().from(liveness).where(eq(liveness.id, 1)).for('update')
        await tx.update(liveness).set({ at: (row?.at ?? 0) + 1 }).where(eq(liveness.id, 1))
      })))
      expect(await storage.db.select().from(liveness)).toEqual([{ id: 1, at: 20 }])
    })

    it('runs a transaction again when the database could not put it in order', async () => {
      await storage.db.insert(liveness).values({ id: 1, at: 0 })
      const add = (): Promise<void> => storage.transaction(async tx => {
        const [row] = await tx.select().from(liveness)
        await tx.update(liveness).set({ at: (row?.at ?? 0) + 1 })
      }, { isolationLevel: 'serializable' })
      await Promise.all([add(), add()])
      expect(await storage.db.select().from(liveness)).toEqual([{ id: 1, at: 2 }])
    })

    it('gives up after the third time', async () => {
      let times = 0
      const work = storage.transaction(async tx => {
        times += 1
        await tx.execute(sql`do $$ begin raise exception 'again' using errcode = '40001'; end $$`)
      })
      await expect(work).rejects.toMatchObject({ cause: { code: '40001' } })
      expect(times).toBe(3)
    })

    it('rolls back for a client that went away inside a transaction', async () => {
      const client = new pg.Client({ connectionString: storage.url })
      client.on('error', () => {})
      await client.connect()
      await client.query('begin')
      await client.query('insert into liveness values (1, 1)')
      const waiting = storage.db.insert(liveness).values({ id: 1, at: 2 })
      const done = waiting.then(() => 'inserted')
      await client.end()
      expect(await done).toBe('inserted')
    })

    it('refuses a schema newer than the code, and one with another past', async () => {
      await storage.db.execute(sql`insert into schema_version values (999, 'later', 'x')`)
      const address = storage.kind === 'postgres' ? { databaseUrl: storage.url, dataDirectory: storage.dataDirectory } : undefined
      if (address !== undefined) expect(await openStorage(address)).toMatchObject({ ok: false, refusal: { code: 'database/newer-schema' } })
      expect(await migrate(storage)).toMatchObject({ ok: false, refusal: { code: 'database/newer-schema' } })
      await storage.db.execute(sql`delete from schema_version where version = 999`)
      expect(await migrate(storage)).toEqual({ ok: true, value: 0 })
      await storage.db.execute(sql`update schema_version set checksum = 'x' || checksum where version = 0`)
      expect(await migrate(storage)).toMatchObject({ ok: false, refusal: { code: 'database/other-history' } })
      await storage.db.execute(sql`update schema_version set checksum = substr(checksum, 2) where version = 0`)
    })

    it('migrates once when several start at once', async () => {
      await storage.db.execute(sql`drop schema public cascade`)
      await storage.db.execute(sql`create schema public`)
      const results = await Promise.all(Array.from({ length: 4 }, () => migrate(storage)))
      const steps = results.map(result => (result.ok ? result.value : -1)).sort()
      expect(steps.slice(0, 3)).toEqual([0, 0, 0])
      expect(steps[3]).toBeGreaterThan(0)
      expect(await ids()).toEqual([])
      await storage.db.execute(sql`create table scrap (id serial primary key, bytes bytea, body jsonb, at timestamptz, big bigint)`)
    })
  })
}
