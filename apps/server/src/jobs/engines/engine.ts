import type { Engine, EngineKind, EngineOptions } from '../engine.ts'

export type { Engine, EngineKind, EngineOptions }

/** Makes the engine; it does nothing before `start`. The Redis client is loaded only where it is used. */
export async function createEngine(kind: EngineKind, options: EngineOptions): Promise<Engine> {
  if (kind === 'redis') {
    const { redisEngine } = await import('./redis.ts')
    return redisEngine(options)
  }
  const { embeddedEngine } = await import('./embedded.ts')
  return embeddedEngine(options)
}
