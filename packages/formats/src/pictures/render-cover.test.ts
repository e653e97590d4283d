import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { renderCover } from './render-cover.ts'

const plain = (width: number, height: number, background = '#a02020') =>
  sharp({ create: { width, height, channels: 3, background } })

const sizeOf = (picture: { width: number; height: number } | null) => picture && [picture.width, picture.height]

describe('rendering a cover', () => {
  it('makes two JPEGs of our own sizes and says which colour the picture has', async () => {
    const cover = await renderCover(await plain(2000, 3000).png().toBuffer())

    expect(cover).toMatchObject({ width: 2000, height: 3000, colour: '#a02020' })
    expect([sizeOf(cover.small), sizeOf(cover.large)]).toEqual([
      [300, 450],
      [900, 1350],
    ])
    const { format, exif, icc } = await sharp(cover.small.bytes).metadata()
    expect({ format, exif, icc }).toEqual({ format: 'jpeg', exif: undefined, icc: undefined })
  })

  it('never enlarges, and leaves a large one that nobody asked for', async () => {
    const cover = await renderCover(await plain(120, 200).jpeg().toBuffer(), { sizes: ['small'] })

    expect(sizeOf(cover.small)).toEqual([120, 200])
    expect(cover.large).toBeNull()
  })

  it('turns a photograph as its camera says', async () => {
    const bytes = await plain(600, 400).withMetadata({ orientation: 6 }).jpeg().toBuffer()

    const cover = await renderCover(bytes)

    expect(cover).toMatchObject({ width: 400, height: 600 })
    expect(sizeOf(cover.small)).toEqual([300, 450])
  })

  it.each(['webp', 'gif', 'tiff', 'avif'] as const)('draws %s', async (kind) => {
    const cover = await renderCover(await plain(400, 600).toFormat(kind).toBuffer())
    expect(sizeOf(cover.small)).toEqual([300, 450])
  })

  it('draws on white what is transparent, and grey as grey', async () => {
    const nothing = { create: { width: 40, height: 60, channels: 4, background: '#00000000' } } as const
    expect((await renderCover(await sharp(nothing).png().toBuffer())).colour).toBe('#ffffff')
    const grey = await plain(40, 60, '#808080').toColourspace('b-w').png().toBuffer()
    expect((await renderCover(grey)).colour).toBe('#808080')
  })

  it('draws a bitmap', async () => {
    const cover = await renderCover(bitmap(2, 2, [0x10, 0x20, 0xf0]))
    expect(cover).toMatchObject({ width: 2, height: 2, colour: '#f02010' })
  })

  it('draws what is there of a picture that was cut off', async () => {
    const whole = await plain(300, 450).jpeg().toBuffer()
    expect(sizeOf((await renderCover(whole.subarray(0, whole.length - 40))).small)).toEqual([300, 450])
  })

  it.each([
    ['a page of text', Buffer.from('<html>Not found</html>'), 'unsupported'],
    ['a PNG that says it is 50000 pixels wide', pngHead(50_000, 50_000), 'too-large'],
    ['a bitmap of two billion pixels', bitmap(2, 2, [0, 0, 0], 0x7fffffff), 'too-large'],
    ['a PNG without pixels', pngHead(100, 100).subarray(0, 33), 'damaged'],
    ['a drawing with entities', Buffer.from('<!DOCTYPE svg [<!ENTITY a "a">]><svg>&a;</svg>'), 'dangerous'],
  ])('refuses %s', async (_what, bytes, code) => {
    await expect(renderCover(bytes)).rejects.toMatchObject({ name: 'UnreadableBook', code })
  })
})

describe('rendering a drawing', () => {
  const svg = (inside: string) =>
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"
    xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 20 30">${inside}</svg>`)
  const red = '<rect width="20" height="30" fill="#ff0000"/>'

  it('draws it at the size that is wanted', async () => {
    const cover = await renderCover(svg(red))
    expect(cover.colour).toBe('#ff0000')
    expect(sizeOf(cover.large)).toEqual([900, 1350])
  })

  it('draws pictures inside of it and follows nothing that leads out of it', async () => {
    const blue = (await plain(20, 30, '#0000ff').png().toBuffer()).toString('base64')
    const image = (href: string) => `${red}<image xlink:href="${href}" width="20" height="30"/>`

    expect((await renderCover(svg(image(`data:image/png;base64,${blue}`)))).colour).toBe('#0000ff')
    expect((await renderCover(svg(image('file:///etc/hostname')))).colour).toBe('#ff0000')
    expect((await renderCover(svg(image('http://127.0.0.1:9/x.png')))).colour).toBe('#ff0000')
  })

  it('refuses a picture inside of it that is a bomb', async () => {
    const bomb = `<image href="data:image/png;base64,${pngHead(50_000, 50_000).toString('base64')}"/>`
    await expect(renderCover(svg(bomb))).rejects.toMatchObject({ code: 'too-large' })
  })

  it('refuses one that is nested without end', async () => {
    await expect(renderCover(svg('<g>'.repeat(5000)))).rejects.toMatchObject({ code: 'too-large' })
  })
})

function pngHead(width: number, height: number): Buffer {
  const head = Buffer.from(
    `89504e470d0a1a0a0000000d494844520000000000000000080600000000000000000000004944415400`,
    'hex',
  )
  head.writeUInt32BE(width, 16)
  head.writeUInt32BE(height, 20)
  head.writeUInt32BE(crc32(head.subarray(12, 29)), 29)
  return head
}

function bitmap(width: number, height: number, blueGreenRed: number[], claimedWidth = width): Buffer {
  const stride = Math.ceil((width * 3) / 4) * 4
  const bytes = Buffer.alloc(54 + stride * height)
  bytes.write('BM')
  bytes.writeUInt32LE(54, 10)
  bytes.writeUInt32LE(40, 14)
  bytes.writeInt32LE(claimedWidth, 18)
  bytes.writeInt32LE(height, 22)
  bytes.writeUInt16LE(24, 28)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) bytes.set(blueGreenRed, 54 + y * stride + x * 3)
  return bytes
}
