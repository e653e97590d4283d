import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, sql } from 'kysely'
import { expect, it } from 'vitest'
import { createScopes, isShownTo, withoutForeign } from './owner-scope.ts'
import { isShown } from './shown.ts'

const [admin, reader] = [
  { userId: 1, isAdmin: true },
  { userId: 2, isAdmin: false },
]
const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
})
const compiled = (condition: ReturnType<typeof isShown>) => sql`${condition}`.compile(compiler).sql

it('everybody sees everything, unless accounts are kept apart; then administrators do', () => {
  const [together, apart] = [createScopes({ areApart: false }), createScopes({ areApart: true })]
  expect([together.of(admin), together.of(reader)]).toEqual([null, null])
  expect([apart.of(admin), apart.of(reader)]).toEqual([null, 2])
})

it('whoever sees everything is asked for no owner, and lists get no filter', () => {
  expect(compiled(isShownTo(null, 'b'))).toBe(compiled(isShown('b')))
  expect(withoutForeign(null)).toEqual([])
  expect(compiled(isShownTo(2, 'b'))).toContain('"b"."owner_user_id" is null or "b"."owner_user_id" = ?')
  expect(withoutForeign(2)).toHaveLength(1)
})
