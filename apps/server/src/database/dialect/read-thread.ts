import { parentPort, workerData } from 'node:worker_threads'
import type BetterSqlite from 'better-sqlite3'
import { openSqliteFile } from './sqlite-driver.ts'
import type { Question, Reply } from './sqlite-thread.ts'

/** The thread of sqlite-thread.ts: answers one question after the other. */
const { path } = workerData as { path: string }
const STATEMENTS_KEPT = 50
const file = openSqliteFile(path, { readonly: true })
const statements = new Map<string, BetterSqlite.Statement>()

function prepare(sql: string): BetterSqlite.Statement {
  const known = statements.get(sql)
  if (known) return known
  const statement = file.prepare(sql)
  if (statements.size >= STATEMENTS_KEPT) statements.clear()
  statements.set(sql, statement)
  return statement
}

function answer({ id, sql, parameters }: Question): Reply {
  try {
    const statement = prepare(sql)
    const columns = statement.columns().map(({ name }) => name)
    return { id, columns, rows: statement.all(...parameters) as Record<string, unknown>[] }
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) }
  }
}

parentPort?.on('message', (question: Question) => parentPort?.postMessage(answer(question)))
