import { Failure } from '@colophon/contract/common.ts'
import type { Access, Endpoint } from '@colophon/contract/endpoint.ts'
import type { TSchema } from 'typebox'
import { openApiSchema } from './schema.ts'

const FAILURE = { $ref: '#/components/schemas/Failure' }
const json = (schema: unknown) => ({ 'application/json': { schema } })

const OF_READING_APPS: Record<string, string[]>[] = [{ readingApp: [] }, { token: [] }, { session: [] }, { apiKey: [] }]
const OF_ACQUISITION: Record<string, string[]>[] = [
  { acquisitionKey: [] },
  { acquisitionKeyInAddress: [] },
  { acquisitionSession: [] },
]
const SECURITY: Record<Access, Record<string, string[]>[]> = {
  public: [],
  user: [{ token: [] }, { session: [] }, { apiKey: [] }],
  member: [{ token: [] }, { session: [] }, { apiKey: [] }],
  jwt: [{ token: [] }, { session: [] }],
  admin: [{ token: [] }, { session: [] }, { apiKey: [] }],
  'admin-jwt': [{ token: [] }, { session: [] }],
  kosync: [{ koreader: [] }],
  kobo: [],
  picture: [...OF_ACQUISITION, { token: [] }, { session: [] }, { apiKey: [] }],
  acquisition: OF_ACQUISITION,
  'acquisition-admin': OF_ACQUISITION,
  'acquisition-key': [{ acquisitionKey: [] }, { acquisitionKeyInAddress: [] }],
  opds: OF_READING_APPS,
  'opds-image': [...OF_READING_APPS, { imageToken: [] }],
}

interface Surroundings {
  version: string
  urlBase: string
}

/** The description of every bound endpoint as OpenAPI 3.0. */
export function openApiDocument(endpoints: readonly Endpoint[], { version, urlBase }: Surroundings): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}').replace('*', '{rest}')
    paths[path] = {
      ...paths[path],
      [endpoint.method.toLowerCase()]: operation(endpoint, path),
      ...(endpoint.hasHead ? { head: headOperation(endpoint, path) } : {}),
    }
  }
  return {
    openapi: '3.0.3',
    info: {
      title: 'Colophon',
      version,
      description: 'One self-hosted server for a whole life with books. Errors are `{ "error": "…" }` everywhere.',
    },
    servers: [{ url: urlBase === '' ? '/' : urlBase }],
    tags: [...new Set(endpoints.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { Failure: openApiSchema(Failure) },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key, `bib_…`.' },
        session: { type: 'apiKey', in: 'cookie', name: 'biblioteka_token' },
        acquisitionKey: {
          type: 'apiKey',
          in: 'header',
          name: 'X-Api-Key',
          description: 'The one API key of the installation, for `/api/v1` and `/api/queue`.',
        },
        acquisitionKeyInAddress: { type: 'apiKey', in: 'query', name: 'apikey' },
        acquisitionSession: {
          type: 'apiKey',
          in: 'cookie',
          name: 'bindery_session',
          description: 'With `X-Requested-With: bindery-ui` and `X-CSRF-Token` on every change.',
        },
        readingApp: { type: 'http', scheme: 'basic', description: 'The sign-in for reading apps.' },
        imageToken: { type: 'apiKey', in: 'query', name: 't', description: 'As it stands in addresses of pictures.' },
        koreader: { type: 'apiKey', in: 'header', name: 'x-auth-key', description: 'With `x-auth-user`.' },
      },
    },
  }
}

function operation(endpoint: Endpoint, path: string): object {
  const parameters = [...pathParameters(endpoint, path), ...queryParameters(endpoint)]
  return {
    operationId: operationId(endpoint.method, path),
    tags: [endpoint.tag],
    summary: endpoint.summary,
    ...(endpoint.description ? { description: endpoint.description } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(endpoint.body ? { requestBody: requestBody(endpoint, endpoint.body) } : {}),
    security: SECURITY[endpoint.access],
    responses: responses(endpoint),
  }
}

function headOperation(endpoint: Endpoint, path: string): object {
  const parameters = [...pathParameters(endpoint, path), ...queryParameters(endpoint)]
  return {
    operationId: operationId('HEAD', path),
    tags: [endpoint.tag],
    summary: `${endpoint.summary} (headers only)`,
    ...(parameters.length > 0 ? { parameters } : {}),
    security: SECURITY[endpoint.access],
    responses: { 200: { description: 'Headers only.' } },
  }
}

const operationId = (method: string, path: string) =>
  [method.toLowerCase(), ...path.split('/').filter(Boolean)]
    .map((word) => word.replace(/\W+/g, '_').replace(/^_|_$/g, ''))
    .join('_')

function pathParameters(endpoint: Endpoint, path: string): object[] {
  const declared = propertiesOf(endpoint.params)
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: declared[name] ? openApiSchema(declared[name]) : { type: 'string' },
  }))
}

function queryParameters({ query }: Endpoint): object[] {
  const required = (query as { required?: string[] } | undefined)?.required ?? []
  return Object.entries(propertiesOf(query)).map(([name, schema]) => {
    const { description, ...written } = openApiSchema(schema)
    const isRequired = required.includes(name)
    return {
      name,
      in: 'query',
      ...(description ? { description } : {}),
      ...(isRequired ? { required: true } : {}),
      schema: written,
    }
  })
}

const propertiesOf = (schema: TSchema | undefined) =>
  (schema as { properties?: Record<string, TSchema> } | undefined)?.properties ?? {}

const requestBody = ({ consumes }: Endpoint, body: TSchema) => ({
  required: true,
  content: { [consumes ?? 'application/json']: { schema: openApiSchema(body) } },
})

function responses(endpoint: Endpoint): Record<string, object> {
  const { status = 200, response, produces, access, params, query, body, isLimited, failures = {} } = endpoint
  const known: Record<string, string> = {}
  if (params || query || body) known[400] = 'Something in the request is missing or wrong.'
  if (access !== 'public') known[401] = 'No credential, or one that is not accepted here.'
  if (access.includes('admin')) known[403] = 'The caller is not an administrator.'
  if (isLimited) known[429] = 'Too many requests from this address.'
  const content = produces
    ? {
        content: {
          [produces]: { schema: { type: 'string', ...(produces.startsWith('text/') ? {} : { format: 'binary' }) } },
        },
      }
    : response
      ? { content: json(openApiSchema(response)) }
      : {}
  return {
    [status]: { description: status === 204 ? 'Done.' : endpoint.summary, ...content },
    ...Object.fromEntries(
      Object.entries({ ...known, ...failures }).map(([code, description]) => [
        code,
        { description, content: json(FAILURE) },
      ]),
    ),
  }
}
