import { getHealth, getVersion } from '@colophon/contract/library/system.ts'
import type { FastifyInstance } from 'fastify'
import { route } from '../route.ts'

export function systemRoutes(app: FastifyInstance, { version }: { version: string }): void {
  route(app, getHealth, () => ({ status: 'ok' as const }))
  route(app, getVersion, () => ({ version }))
}
