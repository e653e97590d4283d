import type { Dialect } from '#database/dialect/dialect.ts'
import { conflict, type DomainError, invalid } from '#kernel/errors.ts'
import { normaliseName } from '#kernel/text.ts'

/**
 * A name as it is kept (library contract 1.6).
 * @throws invalid where nothing is left of it
 */
export function cleanName(thing: string, name: string): string {
  const clean = normaliseName(name)
  if (clean === '') throw invalid(`${thing}.name`, `a name of the ${thing} is needed`)
  return clean
}

export const nameTaken = (thing: string, name: string): DomainError =>
  conflict(`${thing}.exists`, `there is a ${thing} called ${name} already`)

/** Runs a write whose unique name another one may have taken meanwhile. */
export async function orTaken<Result>(
  dialect: Dialect,
  thing: string,
  name: string,
  write: () => Promise<Result>,
): Promise<Result> {
  try {
    return await write()
  } catch (error) {
    throw dialect.isUniqueViolation(error) ? nameTaken(thing, name) : error
  }
}
