/** Cuts the DOCTYPE with everything it declares, so that nothing of it can be expanded or fetched. */
export function stripDoctype(xml: string): string {
  const start = findDoctype(xml)
  if (start < 0) return xml
  const end = endOfDoctype(xml, start)
  return end < 0 ? xml.slice(0, start) : xml.slice(0, start) + xml.slice(end)
}

function findDoctype(xml: string): number {
  // It can only stand in front of the first element, so a short look is enough for nearly every file.
  const at = xml.indexOf('<!DOCTYPE')
  return at >= 0 ? at : xml.slice(0, 4096).search(/<!doctype/i)
}

function endOfDoctype(xml: string, start: number): number {
  let isSubset = false
  for (let at = start + 9; at < xml.length; at++) {
    const character = xml[at]
    if (character === '"' || character === "'") {
      const end = xml.indexOf(character, at + 1)
      if (end < 0) return -1
      at = end
    } else if (character === '<' && xml.startsWith('<!--', at)) {
      const end = xml.indexOf('-->', at + 4)
      if (end < 0) return -1
      at = end + 2
    } else if (character === '[') isSubset = true
    else if (character === ']') isSubset = false
    else if (character === '>' && !isSubset) return at + 1
  }
  return -1
}
