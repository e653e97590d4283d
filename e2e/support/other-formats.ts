/** A FictionBook of one paragraph. */
export function makeFb2({ title, author }: { title: string; author: string }): Buffer {
  const [first = '', last = ''] = author.split(' ')
  return Buffer.from(`<?xml version="1.0" encoding="utf-8"?>
<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"><description><title-info><genre>prose</genre>
<author><first-name>${first}</first-name><last-name>${last}</last-name></author>
<book-title>${title}</book-title><lang>en</lang></title-info></description>
<body><section><p>Text.</p></section></body></FictionBook>`)
}

/** A PDF of one empty page. */
export function makePdf({ title, author }: { title: string; author: string }): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] >>',
    `<< /Title (${title}) /Author (${author}) >>`,
  ]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const start = text.length
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`
  text += `trailer << /Size ${objects.length + 1} /Root 1 0 R /Info 4 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}
