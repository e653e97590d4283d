import { type Logger as PinoLogger, pino, symbols } from 'pino'
import type { LogLevel } from './config.ts'

/** Where secrets could stand in what is logged, at any of the two upper levels. */
const SECRET_FIELDS = [
  'authorization',
  'cookie',
  'password',
  'currentPassword',
  'newPassword',
  'passwordHash',
  'password_hash',
  'token',
  'secret',
  'jwtSecret',
  'clientSecret',
  'apiKey',
  'apikey',
]
const REDACTED = [
  ...SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]),
  'req.headers.authorization',
  'req.headers.cookie',
  'headers["set-cookie"]',
  'headers["x-api-key"]',
]

const LEVELS: Record<number, string> = { 20: 'DEBUG', 30: 'INFO ', 40: 'WARN ', 50: 'ERROR', 60: 'FATAL' }

/**
 * The log of the process: one line an entry, secrets blacked out.
 * @param keep gets each line as JSON, too
 */
export function createLogger(
  { level, format }: { level: LogLevel; format: 'json' | 'text' },
  keep: (line: string) => void = () => {},
): PinoLogger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: REDACTED, censor: '[redacted]' },
  }
  if (format === 'json') return pino(options, standardOutput(keep))
  return pino(options, {
    write(line) {
      keep(line)
      process.stdout.write(asText(line))
    },
  })
}

const WARN = 40

/**
 * Lines go out together, a fifth of a second late at most: the system call for a line takes a tenth of what a page of a
 * list does. Warnings and what came before them go at once, and the rest when the process ends.
 */
function standardOutput(keep: (line: string) => void) {
  const out = pino.destination({ dest: 1, sync: true, minLength: 8_192, periodicFlush: 200 })
  process.on('exit', () => out.flushSync())
  return {
    [symbols.needsMetadataGsym]: true,
    lastLevel: 0,
    write(line: string) {
      keep(line)
      out.write(line)
      if (this.lastLevel >= WARN) out.flushSync()
    },
  }
}

/** `2026-03-14T02:00:00.000Z INFO  request method=GET status=200`, a stack on lines of its own. */
export function asText(line: string): string {
  const { time, level, msg, err, ...fields } = JSON.parse(line) as Record<string, unknown>
  const words = Object.entries(fields).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
  const head = [String(time), LEVELS[Number(level)] ?? String(level), String(msg ?? ''), ...words].join(' ')
  const stack = (err as { stack?: string } | undefined)?.stack
  return stack ? `${head}\n${stack}\n` : `${head}\n`
}
