import type { Endpoint } from '@colophon/contract/endpoint.ts'
import type { FastifyInstance } from 'fastify'
import { type Handler, type RouteOptions, route } from '../route.ts'
import { readFirstJson } from './first-json.ts'

export interface AcquisitionRouteOptions extends Pick<RouteOptions, 'before'> {
  /** A call without a body is one with nothing in it. */
  isBodyOptional?: boolean
}

/** Binds an endpoint of this surface: as everywhere, but for how bodies are read. */
export const acquisitionRoute = <E extends Endpoint>(
  app: FastifyInstance,
  endpoint: E,
  handler: Handler<NoInfer<E>>,
  { isBodyOptional = false, ...options }: AcquisitionRouteOptions = {},
): void =>
  route(app, endpoint, handler, {
    ...options,
    readBody: isBodyOptional ? (text) => readFirstJson(text) ?? {} : readFirstJson,
  })
