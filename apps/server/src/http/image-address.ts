/** Where a browser finds a picture that stands at another server: always here, so that nobody else learns who reads what. */
export type ImageAddress = (image: string | null) => string

/**
 * Addresses of pictures in answers of this surface (acquisition contract 1.11).
 * @param urlBase path below which the server lies
 */
export const imageAddress =
  (urlBase: string): ImageAddress =>
  (image) => {
    if (image === null || image === '' || image.startsWith('/')) return image ?? ''
    return `${urlBase}/api/v1/images?url=${encodeURIComponent(image)}`
  }

/** The same for the cover of a book, of which the server may have the picture itself. */
export const coverImageAddress = (address: ImageAddress, { id, cover }: { id: number; cover: string | null }): string =>
  address(cover !== null && /^(cover|data):/.test(cover) ? `cover:${id}` : cover)
