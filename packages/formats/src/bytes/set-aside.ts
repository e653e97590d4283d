let tell: (bytes: number) => void = () => undefined

/** A thread that is watched for the memory it takes has itself told of what counts there and fills none. */
export function onSetAside(listener: (bytes: number) => void): void {
  tell = listener
}

/**
 * Says that a buffer of so many bytes is made of which only parts are ever written to: the system gives memory for those alone, though
 * the whole counts as taken.
 */
export const setAside = (bytes: number): void => tell(bytes)
