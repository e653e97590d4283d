import { Nullable } from '@colophon/contract/common.ts'
import { Type } from 'typebox'
import { describe, expect, it } from 'vitest'
import { compileProjection } from './projection.ts'

describe('an answer', () => {
  const Author = Type.Object({ name: Type.String() })
  const Book = Type.Object({
    title: Type.String(),
    authors: Type.Array(Author),
    series: Nullable(Type.Object({ position: Nullable(Type.Number()) })),
    note: Type.Optional(Type.String()),
    byFormat: Type.Record(Type.String(), Author),
  })
  const project = compileProjection(Book)

  it('holds only what is declared, at every depth', () => {
    const answer = project({
      title: 'Middlemarch',
      secret: 1,
      authors: [{ name: 'George Eliot', password_hash: 'x' }],
      series: { position: null, id: 7 },
      byFormat: { epub: { name: 'a', path: '/srv' } },
      note: undefined,
    })
    expect(answer).toEqual({
      title: 'Middlemarch',
      authors: [{ name: 'George Eliot' }],
      series: { position: null },
      byFormat: { epub: { name: 'a' } },
    })
  })

  it('keeps null where null may stand', () => {
    expect(project({ title: '', authors: [], series: null, byFormat: {} })).toMatchObject({ series: null })
  })

  it('takes the form that fits where there are several', () => {
    const either = compileProjection(
      Type.Union([
        Type.Object({ kind: Type.Literal('a'), one: Type.String() }),
        Type.Object({ kind: Type.Literal('b'), two: Type.Number() }),
      ]),
    )
    expect(either({ kind: 'b', two: 2, one: 'no' })).toEqual({ kind: 'b', two: 2 })
    expect(() => either({ kind: 'c' })).toThrow('none of the forms')
  })
})
