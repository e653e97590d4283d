import { type Config, loadConfig } from '#app/config.ts'
import { type Call, type Options, text } from './command.ts'

/** Where the data are: what every command that opens the database takes. */
export const dataOptions: Options = {
  'data-dir': {
    type: 'string',
    value: 'FOLDER',
    about: 'where Colophon keeps its own files; ./data unless said',
    env: ['COLOPHON_DATA_DIR', 'BINDERY_DATA_DIR'],
  },
  'database-url': {
    type: 'string',
    value: 'URL',
    about: 'postgres://… or sqlite:PATH; colophon.db in the data folder unless said',
    env: ['DATABASE_URL'],
  },
}

export const redisOption: Options = {
  'redis-url': {
    type: 'string',
    value: 'URL',
    about: 'redis://…, so that several processes share the work; jobs stay in this process unless said',
    env: ['REDIS_URL'],
  },
}

export const listenOptions: Options = {
  port: {
    type: 'string',
    short: 'p',
    value: 'PORT',
    about: 'port to listen on; 8787 unless said. PORT wins over this option',
    env: ['PORT', 'COLOPHON_PORT', 'BINDERY_PORT'],
  },
  host: {
    type: 'string',
    value: 'ADDRESS',
    about: 'address to listen on; every one of this machine unless said',
    env: ['COLOPHON_HOST'],
  },
  'url-base': {
    type: 'string',
    value: 'PATH',
    about: 'path below which everything is served, e.g. /books',
    env: ['COLOPHON_URL_BASE', 'BINDERY_URL_BASE'],
  },
}

/**
 * The configuration of a command, from its options and the environment.
 * @throws DomainError `invalid` with a sentence that says what to do
 */
export function configurationOf({ flags, env }: Pick<Call, 'flags' | 'env'>): Config {
  const given = {
    role: text(flags, 'role'),
    host: text(flags, 'host'),
    port: text(flags, 'port'),
    dataDir: text(flags, 'data-dir'),
    databaseUrl: text(flags, 'database-url'),
    redisUrl: text(flags, 'redis-url'),
    urlBase: text(flags, 'url-base'),
  }
  return loadConfig(env, Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)))
}
