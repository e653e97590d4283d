import type { TSchema } from 'typebox'
import { Compile, type Validator } from 'typebox/compile'
import { invalid } from '#kernel/errors.ts'
import { compileProjection } from './projection.ts'

export type Where = 'path' | 'query' | 'body'

const COMPOUND = new Set(['anyOf', 'oneOf', 'allOf'])

/**
 * Compiles a schema into a reader of foreign input. It gives the value without fields that nobody declared, so that a
 * handler may pass it on as a whole.
 * @throws DomainError `invalid`, with a sentence that names the field
 */
export function compileReader(schema: TSchema, where: Where): (value: unknown) => unknown {
  // Compiled with the first request: hundreds of schemas would make every start slower.
  let validator: Validator | undefined
  let declared: ((value: unknown) => unknown) | undefined
  return (value) => {
    validator ??= Compile(schema) as Validator
    declared ??= compileProjection(schema)
    if (!validator.Check(value)) {
      const errors = validator.Errors(value)
      const error = errors.find(({ keyword }) => COMPOUND.has(keyword)) ?? errors[0]
      const field = error?.instancePath.slice(1).replaceAll('/', '.') ?? ''
      const what = error && COMPOUND.has(error.keyword) ? 'has the wrong type' : (error?.message ?? 'is not valid')
      throw invalid(`${where}.invalid`, `${field === '' ? `the ${where}` : field} ${what}`)
    }
    return declared(value)
  }
}

/** A check that an answer is what its endpoint declares; for tests. Throws when it is not. */
export function compileCheck(schema: TSchema): (value: unknown, path: string) => void {
  let validator: Validator | undefined
  return (value, path) => {
    validator ??= Compile(schema) as Validator
    if (validator.Check(value)) return
    throw new Error(`${path} answers something else than it declares: ${JSON.stringify(validator.Errors(value))}`)
  }
}
