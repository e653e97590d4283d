import { createWriteStream, existsSync, mkdirSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { makePdf } from '../../e2e/support/pdf.ts'
import { buildMp3 } from '../../packages/formats/src/audio/testing/build-mp3.ts'
import { dataDir } from '../places.ts'

export const LARGE_PDF = 'A Large Document'
export const LONG_AUDIOBOOK = 'A Long Audiobook'

const PDF_BYTES = 200_000_000
const PDF_PAGES = 400
const AUDIO_BYTES = 1_000_000_000
/** A minute at 128 kbit/s, which is said over and over. */
const MINUTE_SECONDS = 60
const CHAPTERS = 40

/**
 * A folder with a PDF of 200 MB and an audiobook of 1 GB, made once; quick ones are a hundredth of that.
 * @returns its path
 */
export async function makeMedia(isQuick: boolean): Promise<string> {
  const folder = join(dataDir, isQuick ? 'media-quick' : 'media')
  mkdirSync(folder, { recursive: true })
  const share = isQuick ? 0.01 : 1
  await once(join(folder, 'large.pdf'), (path) => writeFile(path, largePdf(share)))
  await once(join(folder, 'long.mp3'), (path) => pipeline(Readable.from(longAudio(share)), createWriteStream(path)))
  return folder
}

function largePdf(share: number): Buffer {
  const count = Math.ceil(PDF_PAGES * share)
  const pages = Array.from({ length: count }, (_, index) =>
    Array.from({ length: 18 }, (_, line) => `Line ${line + 1} of page ${index + 1} of a large document.`),
  )
  return makePdf({ title: LARGE_PDF, pages, pictureBytes: PDF_BYTES / PDF_PAGES })
}

function* longAudio(share: number): Generator<Buffer> {
  const minute = buildMp3([], { seconds: MINUTE_SECONDS })
  const minutes = Math.ceil((AUDIO_BYTES * share) / minute.length)
  const length = (minutes * MINUTE_SECONDS) / CHAPTERS
  const chapters = Array.from(
    { length: CHAPTERS },
    (_, index) => [`Chapter ${index + 1}`, index * length, (index + 1) * length] as [string, number, number],
  )
  yield buildMp3([['TIT2', LONG_AUDIOBOOK]], { chapters, seconds: MINUTE_SECONDS })
  // Without the empty tag in front of each.
  const sound = minute.subarray(minute.indexOf(Buffer.from([0xff, 0xfb])))
  for (let made = 1; made < minutes; made++) yield sound
}

async function once(path: string, make: (path: string) => Promise<unknown>): Promise<void> {
  if (existsSync(path)) return
  await make(`${path}.part`)
  await rename(`${path}.part`, path)
}
