import { createServer } from 'node:net'
import { type Finding, note, ok, problem } from '#app/doctor/finding.ts'

/** Whether the port is free, or taken by a Colophon that runs. */
export async function checkPort({
  host,
  port,
  urlBase,
}: {
  host: string
  port: number
  urlBase: string
}): Promise<Finding> {
  const code = await codeOfListening(host, port)
  if (code === undefined) return ok(`Port ${port} is free.`)
  if (code === 'EACCES')
    return problem(`Port ${port} needs more rights than this account has.`, 'Choose one above 1023 with --port.')
  if (code !== 'EADDRINUSE')
    return problem(`Nothing can listen on ${host}, port ${port} (${code}).`, 'Choose another --host or --port.')
  return (await isOurs(port, urlBase))
    ? note(`A Colophon is running on port ${port}.`)
    : problem(`Port ${port} is taken by another program.`, `End it, or choose another port: --port ${port + 1}`)
}

function codeOfListening(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'))
    probe.listen(port, host, () => probe.close(() => resolve(undefined)))
  })
}

async function isOurs(port: number, urlBase: string): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}${urlBase}/api/health`, { signal: AbortSignal.timeout(2_000) })
    return answer.ok && (await answer.text()).includes('"ok"')
  } catch {
    return false
  }
}
