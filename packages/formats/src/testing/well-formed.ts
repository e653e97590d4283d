/**
 * Says what is wrong with a document of XML, strictly and for tests; undefined where it is well-formed. Knows what our
 * own documents use: no document type with a subset, no processing instructions inside, no CDATA.
 */
export function faultOfXml(xml: string): string | undefined {
  if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(xml)) return 'a character that XML does not have'
  const text = xml.replace(/^<\?xml[^?>]*\?>\s*/, '').replace(/^<!DOCTYPE html>\s*/, '')
  const open: string[] = []
  let rootsLeft = 1
  let at = 0
  for (const tag of text.matchAll(/<[^>]*>/g)) {
    const between = text.slice(at, tag.index)
    const fault = faultOfText(between, open.length > 0) ?? faultOfTag(tag[0])
    if (fault) return fault
    at = tag.index + tag[0].length
    const name = /^<\/?([^\s/>]+)/.exec(tag[0])?.[1] ?? ''
    if (tag[0].startsWith('</')) {
      if (open.pop() !== name) return `${tag[0]} closes something else`
      continue
    }
    if (open.length === 0 && rootsLeft-- === 0) return 'a second root'
    if (!tag[0].endsWith('/>')) open.push(name)
  }
  if (open.length > 0) return `<${open.at(-1)}> is not closed`
  return rootsLeft === 1 ? 'no root' : faultOfText(text.slice(at), false)
}

function faultOfText(text: string, isInside: boolean): string | undefined {
  if (!isInside && text.trim() !== '') return 'text outside the root'
  const rest = text.replace(/&(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);/g, '')
  return /[&<]/.test(rest) ? `an open & or < in ${JSON.stringify(text.slice(0, 60))}` : undefined
}

function faultOfTag(tag: string): string | undefined {
  if (/^<\/[\w:.-]+\s*>$/.test(tag)) return undefined
  if (!/^<[A-Za-z_][\w:.-]*(?:\s+[A-Za-z_][\w:.-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*\/?>$/.test(tag))
    return `${tag} is no tag`
  const names = [...tag.matchAll(/\s([\w:.-]+)\s*=\s*(?:"[^"]*"|'[^']*')/g)].map(([, name]) => name)
  if (new Set(names).size !== names.length) return `${tag} says something twice`
  return [...tag.matchAll(/"([^"]*)"/g)].map(([, value = '']) => faultOfText(value, true)).find((fault) => fault)
}
