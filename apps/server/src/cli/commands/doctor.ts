import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { checkDataFolder } from '#app/doctor/check-data-folder.ts'
import { checkWatching } from '#app/doctor/check-library-folders.ts'
import { checkRedis } from '#app/doctor/check-redis.ts'
import { type Finding, ok, problem } from '#app/doctor/finding.ts'
import { webRoot } from '#app/places.ts'
import type { Command } from '../command.ts'
import { configurationOf, dataOptions, listenOptions, redisOption } from '../configuration.ts'
import { checkDatabase } from '../doctor/check-database.ts'
import { checkPort } from '../doctor/check-port.ts'

const LABELS = { ok: 'ok      ', note: 'note    ', problem: 'PROBLEM ' }

export const doctor: Command = {
  about: 'Checks what Colophon needs, and says what to do about what is wrong. Changes nothing.',
  options: { ...listenOptions, ...dataOptions, ...redisOption },
  notes: 'Give it the options and variables that the server gets. Exit code 1 when there is a problem.',
  async run(call) {
    const config = configurationOf(call)
    const findings: Finding[] = [
      ok(`Node ${process.version} on ${process.platform}-${process.arch}.`),
      webPages(),
      ...(await checkDataFolder(config.dataDir)),
      ...(await checkDatabase(config.databaseUrl)),
      ...(await checkWatching()),
      await checkRedis(config.redisUrl),
      await checkPort(config),
      ok('Programs beside Colophon: none are needed.'),
    ]
    for (const { kind, about, advice } of findings) {
      call.print(`${LABELS[kind]}${about}`)
      if (advice) call.print(`        → ${advice}`)
    }
    return findings.some(({ kind }) => kind === 'problem') ? 1 : 0
  },
}

function webPages(): Finding {
  const built = existsSync(join(webRoot, 'index.html'))
  return built ? ok('The web pages are built.') : problem('The web pages are not built.', 'Run: npm run build')
}
