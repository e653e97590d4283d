/** What each kind of file is called on the wire (library contract 27.6, and the usual names for the kinds beyond it). */
const TYPES: Record<string, string> = {
  epub: 'application/epub+zip',
  kepub: 'application/kepub+zip',
  pdf: 'application/pdf',
  mobi: 'application/x-mobipocket-ebook',
  azw: 'application/vnd.amazon.ebook',
  azw3: 'application/vnd.amazon.ebook',
  cbz: 'application/vnd.comicbook+zip',
  cbr: 'application/vnd.comicbook-rar',
  cb7: 'application/x-cb7',
  cbt: 'application/x-cbt',
  fb2: 'application/x-fictionbook+xml',
  fbz: 'application/x-zip-compressed-fb2',
  txt: 'text/plain; charset=utf-8',
  djvu: 'image/vnd.djvu',
  m4b: 'audio/mp4',
  m4a: 'audio/mp4',
  mp3: 'audio/mpeg',
  flac: 'audio/flac',
  ogg: 'audio/ogg',
  opus: 'audio/ogg',
  zip: 'application/zip',
}

export const mimeType = (fileType: string): string => TYPES[fileType.toLowerCase()] ?? 'application/octet-stream'
