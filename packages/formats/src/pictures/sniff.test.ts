import { describe, expect, it } from 'vitest'
import { sniffPicture } from './sniff.ts'

const of = (text: string) => sniffPicture(Buffer.from(text, 'latin1'))

describe('sniffing a picture', () => {
  it.each([
    ['\xff\xd8\xff\xe0\0\x10JFIF', 'image/jpeg'],
    ['\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'image/png'],
    ['GIF89a', 'image/gif'],
    ['RIFF\x10\0\0\0WEBPVP8 ', 'image/webp'],
    ['\0\0\0\x20ftypavif', 'image/avif'],
    ['\0\0\0\x20ftypmif1\0\0\0\0mif1avif', 'image/avif'],
    ['II*\0\x08\0\0\0', 'image/tiff'],
    ['BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0', 'image/bmp'],
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml'],
    ['\xef\xbb\xbf<?xml version="1.0"?>\n<!-- a > b --><!DOCTYPE svg [<!ENTITY a "b">]>\n<svg:svg>', 'image/svg+xml'],
  ])('knows %j as %s', (text, mime) => {
    expect(of(text)).toBe(mime)
  })

  it.each(['', 'B', 'BMW is a make of cars', '<html><svg></svg></html>', '<!-- <svg>', 'RIFF\0\0\0\0WAVE', '<svgs>'])(
    'takes %j for no picture',
    (text) => {
      expect(of(text)).toBeNull()
    },
  )
})
