import { existsSync } from 'node:fs'

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
]

/** The machine's Chromium: the one that was named, or where one usually is. */
export const chromiumPath = [process.env.CHROMIUM_PATH, ...usual].find((path) => path && existsSync(path))

/** Without a profile of its own, and without the calls home that a browser makes. */
export const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
