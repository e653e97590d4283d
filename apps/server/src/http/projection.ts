import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'

type Projection = (value: unknown) => unknown

interface Shape {
  type?: string | string[]
  properties?: Record<string, TSchema>
  additionalProperties?: boolean | TSchema
  patternProperties?: Record<string, TSchema>
  items?: TSchema | TSchema[]
  anyOf?: TSchema[]
  allOf?: TSchema[]
}

const asIs: Projection = (value) => value

/**
 * Compiles a schema into a function that keeps only what the schema declares, so that a column nobody declared cannot
 * leak into an answer. Values themselves are not touched; a field that is undefined is left out.
 */
export function compileProjection(schema: TSchema): Projection {
  const { properties, items, anyOf, patternProperties } = schema as Shape
  if (anyOf) return projectAny(anyOf)
  if (patternProperties) return projectMap(patternProperties)
  if (properties) return projectObject(properties)
  if (items && !Array.isArray(items)) {
    const one = compileProjection(items)
    return one === asIs ? asIs : (value) => (Array.isArray(value) ? value.map(one) : value)
  }
  return asIs
}

function projectObject(properties: Record<string, TSchema>): Projection {
  const fields = Object.entries(properties).map(([name, field]) => [name, compileProjection(field)] as const)
  return (value) => {
    if (value === null || typeof value !== 'object') return value
    const given = value as Record<string, unknown>
    const kept: Record<string, unknown> = {}
    for (const [name, project] of fields) {
      const field = given[name]
      if (field !== undefined) kept[name] = project === asIs ? field : project(field)
    }
    return kept
  }
}

function projectMap(patterns: Record<string, TSchema>): Projection {
  const one = compileProjection(Object.values(patterns)[0] ?? {})
  if (one === asIs) return asIs
  return (value) =>
    value === null || typeof value !== 'object'
      ? value
      : Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, one(entry)]))
}

/** Of several forms the first that fits decides; null never needs one. */
function projectAny(variants: TSchema[]): Projection {
  const forms = variants
    .filter((variant) => (variant as Shape).type !== 'null')
    .map((variant) => ({ variant, project: compileProjection(variant) }))
  if (forms.every(({ project }) => project === asIs)) return asIs
  if (forms.length === 1 && forms[0]) {
    const { project } = forms[0]
    return (value) => (value === null ? null : project(value))
  }
  let checked: { project: Projection; validator: { Check(value: unknown): boolean } }[] | undefined
  return (value) => {
    if (value === null) return null
    checked ??= forms.map(({ variant, project }) => ({ project, validator: Compile(variant) }))
    const form = checked.find(({ validator }) => validator.Check(value))
    if (!form) throw new Error('an answer fits none of the forms that its endpoint declares')
    return form.project(value)
  }
}
