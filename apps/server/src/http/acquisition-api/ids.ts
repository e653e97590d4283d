import { invalid } from '#kernel/errors.ts'

/** Keys of rows are of this size on both databases; a larger number is nobody's. */
const LARGEST = 2 ** 31 - 1

/**
 * Reads the number of a row out of a path (acquisition contract 1.5). One that is too large for any row is 0, which no
 * row has.
 * @throws DomainError `invalid` for what is no whole number of 64 bits
 */
export function readId(text: string): number {
  if (!/^[+-]?\d{1,19}$/.test(text) || BigInt.asIntN(64, BigInt(text)) !== BigInt(text)) {
    throw invalid('id.invalid', 'invalid id')
  }
  const id = Number(text)
  return Math.abs(id) > LARGEST ? 0 : id
}
