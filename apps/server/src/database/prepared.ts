import type { CompiledQuery, RawBuilder } from 'kysely'
import type { Dialect } from './dialect/dialect.ts'
import type { Db } from './open.ts'

/** Stands in a statement where a value comes later. */
class Slot {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

export type Slots<Values> = { readonly [Name in keyof Values]: Slot }

/**
 * A statement that is built once and run with other values each time. For large ones on a request path: building the
 * page of a book takes 80 µs, and running it 30.
 */
export function prepared<Values extends object, Row>(
  build: (dialect: Dialect, slots: Slots<Values>) => RawBuilder<Row>,
): (deps: { db: Db; dialect: Dialect }, values: Values) => Promise<Row[]> {
  const built = new Map<Dialect, CompiledQuery<Row>>()
  const slots = new Proxy({} as Slots<Values>, { get: (_, name) => new Slot(String(name)) })

  return async ({ db, dialect }, values) => {
    let query = built.get(dialect)
    if (!query) {
      query = build(dialect, slots).compile(db)
      built.set(dialect, query)
    }
    const parameters = query.parameters.map((value) =>
      value instanceof Slot ? values[value.name as keyof Values] : value,
    )
    return (await db.executeQuery<Row>({ ...query, parameters })).rows
  }
}
