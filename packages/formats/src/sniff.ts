import { decodeXml } from './text/decode.ts'

/** What a file is by its first bytes, before anything inside it is looked at. */
export type Sniffed =
  | 'zip'
  | 'rar'
  | '7z'
  | 'tar'
  | 'pdf'
  | 'mobi'
  | 'mp4'
  | 'mp3'
  | 'flac'
  | 'ogg'
  | 'opus'
  | 'fb2'
  | 'text'
  | { other: 'program' | 'film' | 'web page' | 'picture' | 'XML file' | 'file of unknown kind' }
  | { unsupported: string }

/** Bytes that `sniff` wants to see. */
export const SNIFF_BYTES = 4096

const SIGNATURES: [string, Sniffed][] = [
  ['PK\x03\x04', 'zip'],
  ['PK\x05\x06', 'zip'],
  ['Rar!\x1a\x07', 'rar'],
  ['7z\xbc\xaf\x27\x1c', '7z'],
  ['fLaC', 'flac'],
  ['ID3', 'mp3'],
  ['%PDF-', 'pdf'],
  ['MZ', { other: 'program' }],
  ['\x7fELF', { other: 'program' }],
  ['#!', { other: 'program' }],
  ['\xca\xfe\xba\xbe', { other: 'program' }],
  ['\xcf\xfa\xed\xfe', { other: 'program' }],
  // Matroska and WebM, FLV, Windows Media, program and transport streams of MPEG.
  ['\x1a\x45\xdf\xa3', { other: 'film' }],
  ['FLV\x01', { other: 'film' }],
  ['\x30\x26\xb2\x75\x8e\x66\xcf\x11', { other: 'film' }],
  ['\0\0\x01\xba', { other: 'film' }],
  ['\x89PNG', { other: 'picture' }],
  ['\xff\xd8\xff', { other: 'picture' }],
  ['GIF8', { other: 'picture' }],
  ['{\\rtf', { unsupported: 'RTF' }],
  ['ITOLITLS', { unsupported: 'Microsoft Reader (LIT)' }],
  ['ITSF', { unsupported: 'CHM' }],
  ['AT&TFORM', { unsupported: 'DjVu' }],
  ['L\0R\0F\0', { unsupported: 'LRF' }],
  ['!!8-Bit!!', { unsupported: 'TCR' }],
  ['\xd0\xcf\x11\xe0', { unsupported: 'old Microsoft Office' }],
  ['\xeaDRMION\xee', { unsupported: 'KFX' }],
  ['CONT\x02\x00', { unsupported: 'KFX' }],
  ['\x1f\x8b', { unsupported: 'gzip' }],
]

/** Looks at the beginning of a file. Never throws. */
export function sniff(head: Buffer): Sniffed {
  const mark = head.toString('latin1', 0, 16)
  for (const [signature, kind] of SIGNATURES) if (mark.startsWith(signature)) return kind
  if (mark.slice(4, 8) === 'ftyp') return 'mp4'
  if (mark.startsWith('OggS')) return sniffOgg(head)
  if (mark.startsWith('RIFF')) return sniffRiff(mark.slice(8, 12))
  if (isTransportStream(head)) return { other: 'film' }
  if (head.toString('latin1', 257, 262) === 'ustar') return 'tar'
  const palm = head.toString('latin1', 60, 68)
  if (palm === 'BOOKMOBI') return 'mobi'
  if (palm === 'TEXtREAd' || palm === 'PNRdPPrs') return { unsupported: 'Palm document (PDB)' }
  if (isMpegFrame(head, 0)) return 'mp3'
  return sniffLoosely(head)
}

const RIFF_KINDS: Record<string, Sniffed> = { WAVE: { unsupported: 'WAV' }, 'AVI ': { other: 'film' } }

const sniffRiff = (kind: string): Sniffed => RIFF_KINDS[kind] ?? { other: 'file of unknown kind' }

/** Packets of 188 bytes that all begin alike. */
function isTransportStream(head: Buffer): boolean {
  return head.length > 188 * 4 && [0, 1, 2, 3].every((packet) => head[packet * 188] === 0x47)
}

const THEORA = Buffer.from('\x80theora', 'latin1')

function sniffOgg(head: Buffer): Sniffed {
  if (head.includes(THEORA)) return { other: 'film' }
  if (head.includes('OpusHead')) return 'opus'
  return head.includes('\x01vorbis') || head.includes('\x7fFLAC')
    ? 'ogg'
    : { unsupported: 'Ogg without Vorbis, Opus or FLAC' }
}

/** Things whose mark may stand a little later, behind blank space, comments or garbage. */
function sniffLoosely(head: Buffer): Sniffed {
  if (head.subarray(0, 1024 + 5).includes('%PDF-')) return 'pdf'
  if (head.subarray(0, 1024).includes('PK\x03\x04')) return 'zip'
  const text = decodeXml(head)
    .replace(/^\ufeff/, '')
    .trimStart()
  if (text.startsWith('<')) return sniffMarkup(text)
  const start = head.findIndex((byte) => byte !== 0)
  if (start > 0 && isMpegFrame(head, start)) return 'mp3'
  return isText(head) ? 'text' : { other: 'file of unknown kind' }
}

function sniffMarkup(text: string): Sniffed {
  const bare = text.replace(/<!--[\s\S]*?-->/g, '')
  if (/<(?:[\w-]+:)?FictionBook[\s>]/.test(bare)) return 'fb2'
  if (/^<!doctype\s+html|^(<\?xml[^>]*>\s*)?(<!doctype[^>]*>\s*)?<html[\s>]/i.test(bare)) return { other: 'web page' }
  return bare.startsWith('<?xml') || /^<[a-z][\w:-]*[\s>/]/i.test(bare) ? { other: 'XML file' } : 'text'
}

/** Two frames in a row: eleven set bits alone are too common to mean anything. */
function isMpegFrame(head: Buffer, at: number): boolean {
  const length = mpegFrameLength(head, at)
  if (length === undefined) return false
  return at + length + 4 > head.length || mpegFrameLength(head, at + length) !== undefined
}

const BIT_RATES_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
const BIT_RATES_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
const SAMPLE_RATES = [44100, 48000, 32000]

/** Length of a frame of layer III, the one that is called MP3. */
function mpegFrameLength(head: Buffer, at: number): number | undefined {
  if (at + 4 > head.length || head[at] !== 0xff) return undefined
  const second = head[at + 1] as number
  const third = head[at + 2] as number
  const version = (second >> 3) & 3
  if ((second & 0xe0) !== 0xe0 || version === 1 || ((second >> 1) & 3) !== 1) return undefined
  const bitRate = (version === 3 ? BIT_RATES_1 : BIT_RATES_2)[third >> 4]
  const base = SAMPLE_RATES[(third >> 2) & 3]
  if (!bitRate || !base) return undefined
  const sampleRate = version === 3 ? base : version === 2 ? base / 2 : base / 4
  return Math.floor(((version === 3 ? 144 : 72) * bitRate * 1000) / sampleRate) + ((third >> 1) & 1)
}

function isText(head: Buffer): boolean {
  if (head[0] === 0xff && head[1] === 0xfe) return true
  if (head[0] === 0xfe && head[1] === 0xff) return true
  let odd = 0
  for (const byte of head) {
    if (byte === 0) return false
    if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12) odd++
  }
  return odd <= head.length / 200
}
