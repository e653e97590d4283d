import { UnreadableBook } from '../facts.ts'
import { isUnsafeName } from '../zip/names.ts'

const LONGEST_NAME_BYTES = 255
/** Signs that no honest name has and that cheat those who read it. */
const CONTROL = /[\0-\x1f\x7f]/

/**
 * Where an entry lies below the folder that its archive is unpacked into.
 * @throws {UnreadableBook} for names that lead out of it, or that no disk takes
 */
export function entryPath(name: string): string {
  // Packers of Windows write folders like this.
  const path = name.replaceAll('\\', '/')
  const parts = path.split('/')
  if (isUnsafeName(path) || CONTROL.test(path) || parts.some((part) => part === '' || part === '.')) {
    throw new UnreadableBook('dangerous', `The archive holds a name that is not safe: “${shown(name)}”.`)
  }
  if (parts.some((part) => Buffer.byteLength(part) > LONGEST_NAME_BYTES)) {
    throw new UnreadableBook('unsupported', `The archive holds a name that is too long: “${shown(name)}”.`)
  }
  return path
}

/** A name as people may read it in a sentence. */
export function shown(name: string): string {
  const plain = name.replace(/[\0-\x1f\x7f]/g, '?')
  return plain.length > 80 ? `${plain.slice(0, 79)}…` : plain
}
