/** Checks a document against the rules of OpenAPI 3.0.3, for the parts that this server writes. */
type Node = Record<string, unknown>

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']
const TYPES = ['array', 'boolean', 'integer', 'number', 'object', 'string']
const SCHEMA_KEYS: Record<string, (value: unknown) => boolean> = {
  title: isText,
  description: isText,
  format: isText,
  pattern: (value) => isText(value) && isPattern(value),
  type: (value) => TYPES.includes(value as string),
  multipleOf: isNumber,
  minimum: isNumber,
  maximum: isNumber,
  exclusiveMinimum: isFlag,
  exclusiveMaximum: isFlag,
  minLength: isCount,
  maxLength: isCount,
  minItems: isCount,
  maxItems: isCount,
  minProperties: isCount,
  maxProperties: isCount,
  uniqueItems: isFlag,
  nullable: isFlag,
  readOnly: isFlag,
  writeOnly: isFlag,
  deprecated: isFlag,
  enum: (value) => Array.isArray(value) && value.length > 0,
  required: (value) =>
    Array.isArray(value) && value.length > 0 && value.every(isText) && new Set(value).size === value.length,
  default: () => true,
  example: () => true,
  // Followed below.
  properties: isNode,
  items: isNode,
  additionalProperties: (value) => isNode(value) || isFlag(value),
  anyOf: isList,
  oneOf: isList,
  allOf: isList,
  not: isNode,
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
function isNumber(value: unknown) {
  return typeof value === 'number'
}
function isCount(value: unknown) {
  return Number.isInteger(value) && Number(value) >= 0
}
function isFlag(value: unknown) {
  return typeof value === 'boolean'
}
function isNode(value: unknown): value is Node {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
function isList(value: unknown) {
  return Array.isArray(value) && value.length > 0
}
function isPattern(text: string) {
  try {
    return new RegExp(text) instanceof RegExp
  } catch {
    return false
  }
}

/** @returns what is wrong, each with its place; empty for a valid document */
export function faultsOfOpenApi(document: unknown): string[] {
  const faults: string[] = []
  const fault = (place: string, what: string) => faults.push(`${place}: ${what}`)
  const known = isNode(document) && isNode(document.components) ? ((document.components as Node).schemas as Node) : {}
  const operationIds = new Set<string>()

  function only(place: string, node: unknown, keys: string[], needed: string[] = []): node is Node {
    if (!isNode(node)) {
      fault(place, 'is no object')
      return false
    }
    for (const key of Object.keys(node)) if (!keys.includes(key)) fault(place, `"${key}" does not belong here`)
    for (const key of needed) if (!(key in node)) fault(place, `"${key}" is missing`)
    return true
  }

  function schema(place: string, node: unknown) {
    if (!isNode(node)) {
      fault(place, 'is no schema')
      return
    }
    if ('$ref' in node) {
      const name = String(node.$ref).replace('#/components/schemas/', '')
      if (!(name in known)) fault(place, `refers to ${node.$ref}, which is not there`)
      return
    }
    for (const [key, value] of Object.entries(node)) {
      const isRight = SCHEMA_KEYS[key]
      if (!isRight) fault(place, `"${key}" is no keyword`)
      else if (!isRight(value)) fault(place, `"${key}" is ${JSON.stringify(value)}`)
    }
    if (node.type === 'array' && !node.items) fault(place, 'an array without items')
    for (const [name, one] of Object.entries((node.properties ?? {}) as Node)) schema(`${place}.${name}`, one)
    for (const key of ['items', 'not', 'additionalProperties'])
      if (isNode(node[key])) schema(`${place}.${key}`, node[key])
    for (const key of ['anyOf', 'oneOf', 'allOf']) {
      for (const [at, one] of ((node[key] ?? []) as unknown[]).entries()) schema(`${place}.${key}.${at}`, one)
    }
  }

  function content(place: string, node: unknown) {
    if (!isNode(node)) {
      fault(place, 'is no content')
      return
    }
    for (const [type, media] of Object.entries(node)) {
      if (!/^[\w.+-]+\/[\w.+*-]+$/.test(type.split(';')[0] ?? '')) fault(place, `"${type}" is no media type`)
      if (only(`${place} ${type}`, media, ['schema'])) schema(`${place} ${type}`, media.schema)
    }
  }

  function operation(place: string, path: string, node: unknown) {
    const keys = ['tags', 'summary', 'description', 'operationId', 'parameters', 'requestBody', 'responses', 'security']
    if (!only(place, node, keys, ['responses', 'operationId'])) return
    const id = String(node.operationId)
    if (operationIds.has(id)) fault(place, `the operationId ${id} stands twice`)
    operationIds.add(id)
    const parameters = (node.parameters ?? []) as Node[]
    for (const one of parameters) {
      only(
        `${place} parameter ${one.name}`,
        one,
        ['name', 'in', 'description', 'required', 'schema'],
        ['name', 'in', 'schema'],
      )
      if (one.in === 'path' && one.required !== true) fault(place, `the parameter ${one.name} must be required`)
      schema(`${place} parameter ${one.name}`, one.schema)
    }
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const declared = parameters.filter((one) => one.in === 'path').map((one) => one.name)
    if (inPath.join() !== declared.join())
      fault(place, `declares the path parameters ${declared}, the path has ${inPath}`)
    if (node.requestBody && only(`${place} body`, node.requestBody, ['required', 'content'], ['content'])) {
      content(`${place} body`, node.requestBody.content)
    }
    const responses = Object.entries((node.responses ?? {}) as Node)
    if (responses.length === 0) fault(place, 'says nothing about answers')
    for (const [status, response] of responses) {
      if (!/^[1-5]\d\d$/.test(status)) fault(place, `"${status}" is no status`)
      if (!only(`${place} ${status}`, response, ['description', 'content'], ['description'])) continue
      if (response.content) content(`${place} ${status}`, response.content)
    }
  }

  const root = ['openapi', 'info', 'servers', 'tags', 'paths', 'components', 'security']
  if (!only('document', document, root, ['openapi', 'info', 'paths'])) return faults
  if (!/^3\.0\.\d$/.test(String(document.openapi))) fault('document', `openapi is ${document.openapi}`)
  only('info', document.info, ['title', 'version', 'description'], ['title', 'version'])
  for (const [path, item] of Object.entries(document.paths as Node)) {
    if (!path.startsWith('/')) fault(path, 'a path begins with a slash')
    if (!only(path, item, METHODS)) continue
    for (const [method, one] of Object.entries(item)) operation(`${method} ${path}`, path, one)
  }
  for (const [name, one] of Object.entries(known)) schema(`schema ${name}`, one)
  return faults
}
