import { networkInterfaces } from 'node:os'
import type { Config } from '#app/config.ts'
import type { Call, Command } from '../command.ts'
import { configurationOf, dataOptions, listenOptions, redisOption } from '../configuration.ts'
import { checkFolders, openLibraries } from '../folders.ts'
import { migrateDatabase } from '../migrate-database.ts'
import { runServer } from '../run-server.ts'

/** The whole server, or its half that answers requests. */
export const serve: Command = {
  words: '[FOLDER…]',
  about: 'Starts Colophon, with a library over each folder that is named. Without one, the first page asks for it.',
  options: {
    ...listenOptions,
    ...dataOptions,
    ...redisOption,
    role: {
      type: 'string',
      value: 'ROLE',
      about: 'all, web (answers requests, leaves jobs to others) or worker (jobs only); all unless said',
      env: ['COLOPHON_ROLE'],
    },
    'migrate-only': { type: 'boolean', about: 'bring the database to this version and end' },
  },
  notes: 'All variables: docs/configuration.md',
  async run(call) {
    const config = configurationOf({ ...call, env: withReadableLog(call.env) })
    if (call.flags['migrate-only']) return migrateDatabase(config, call)
    const folders = checkFolders(call.words)
    return runServer(config, {
      async onReady(server) {
        await openLibraries(server, folders)
        welcome(config, server.app !== undefined, call)
      },
    })
  },
}

/** Somebody who looks at a terminal reads sentences; what is collected by a program stays JSON. */
function withReadableLog(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return process.stdout.isTTY ? { LOG_FORMAT: 'text', LOG_LEVEL: 'warn', ...env } : env
}

function welcome({ host, port, urlBase, role }: Config, listens: boolean, { say }: Call) {
  if (!listens) {
    say(`Colophon works off jobs (role ${role}).`)
    return
  }
  const names = ['0.0.0.0', '::'].includes(host) ? ['localhost', ...ownAddresses()] : [host]
  const addresses = names.map((name) => `http://${name.includes(':') ? `[${name}]` : name}:${port}${urlBase}`)
  say(`Colophon is ready: ${addresses[0]}`)
  if (addresses.length > 1) say(`From other devices: ${addresses.slice(1).join(' ')}`)
}

const ownAddresses = () =>
  Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)
