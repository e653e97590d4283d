/** Types in links and answers (device contract A.10). KEPUB goes as EPUB: readers offer nothing for its own type. */
const TYPES: Record<string, string> = {
  epub: 'application/epub+zip',
  kepub: 'application/epub+zip',
  pdf: 'application/pdf',
  mobi: 'application/x-mobipocket-ebook',
  prc: 'application/x-mobipocket-ebook',
  azw3: 'application/vnd.amazon.ebook',
  azw: 'application/vnd.amazon.ebook',
  cbz: 'application/vnd.comicbook+zip',
  cbr: 'application/vnd.comicbook-rar',
  cb7: 'application/x-cb7',
  cbt: 'application/vnd.comicbook+tar',
  fb2: 'application/x-fictionbook+xml',
  fbz: 'application/zip',
  txt: 'text/plain',
  djvu: 'image/vnd.djvu',
  rtf: 'application/rtf',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  odt: 'application/vnd.oasis.opendocument.text',
  html: 'text/html',
  m4b: 'audio/mp4',
  m4a: 'audio/mp4',
  mp3: 'audio/mpeg',
  flac: 'audio/flac',
  ogg: 'audio/ogg',
  opus: 'audio/ogg',
  zip: 'application/zip',
}

export const typeOfFormat = (format: string): string => TYPES[format.toLowerCase()] ?? 'application/octet-stream'

const PICTURES = new Set(['image/jpeg', 'image/png', 'image/gif'])

/** Reading apps show these three; any other picture is sent as JPEG. */
export const typeOfPicture = (mime: string): string => (PICTURES.has(mime) ? mime : 'image/jpeg')
