import type { TSchema } from 'typebox'

/** A schema as OpenAPI 3.0 writes it, which is neither JSON Schema nor what TypeBox makes. */
export type OpenApiSchema = Record<string, unknown>

type Loose = Record<string, unknown>
const isNull = (schema: Loose) => schema.type === 'null'
const DROPPED = new Set([
  '$id',
  '$schema',
  'patternProperties',
  'anyOf',
  'const',
  'type',
  'exclusiveMinimum',
  'exclusiveMaximum',
])

/** Rewrites what differs: null is a mark and no type, constants are enums, records are additional properties. */
export function openApiSchema(schema: TSchema): OpenApiSchema {
  const given = schema as unknown as Loose
  const written: OpenApiSchema = {}
  for (const [name, value] of Object.entries(given)) if (!DROPPED.has(name)) written[name] = rewrite(name, value)
  writeType(given, written)
  if (given.const !== undefined) Object.assign(written, { enum: [given.const], type: typeof given.const })
  if (given.patternProperties) {
    const [value] = Object.values(given.patternProperties as Record<string, TSchema>)
    written.additionalProperties = openApiSchema(value ?? ({} as TSchema))
  }
  for (const [bound, plain] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (typeof given[bound] === 'number') Object.assign(written, { [plain]: given[bound], [bound]: true })
  }
  if (given.anyOf) Object.assign(written, writeUnion(given.anyOf as Loose[]))
  return written
}

function rewrite(name: string, value: unknown): unknown {
  if (name === 'properties') {
    return Object.fromEntries(
      Object.entries(value as Record<string, TSchema>).map(([key, one]) => [key, openApiSchema(one)]),
    )
  }
  if (name === 'items' || (name === 'additionalProperties' && typeof value === 'object')) {
    return openApiSchema(value as TSchema)
  }
  if (name === 'allOf' || name === 'oneOf') return (value as TSchema[]).map(openApiSchema)
  return value
}

function writeType(given: Loose, written: OpenApiSchema) {
  if (!Array.isArray(given.type)) {
    if (given.type !== undefined) written.type = given.type
    return
  }
  const [type] = given.type.filter((name) => name !== 'null')
  written.type = type
  if (given.type.includes('null')) written.nullable = true
}

function writeUnion(variants: Loose[]): OpenApiSchema {
  const forms = variants.filter((variant) => !isNull(variant))
  const nullable = forms.length < variants.length ? { nullable: true } : {}
  if (forms.length > 0 && forms.every((form) => typeof form.const === 'string')) {
    const values = forms.map((form) => form.const)
    return { type: 'string', enum: forms.length < variants.length ? [...values, null] : values, ...nullable }
  }
  if (forms.length === 1 && forms[0]) return { ...openApiSchema(forms[0] as unknown as TSchema), ...nullable }
  return { anyOf: forms.map((form) => openApiSchema(form as unknown as TSchema)), ...nullable }
}
