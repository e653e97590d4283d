/**
 * Equal questions that are on their way are asked once. Whoever stops waiting leaves the others their answer; when nobody
 * waits any more, the call ends.
 */
export function joinCalls<Value>() {
  const running = new Map<string, { answer: Promise<Value>; end: AbortController; waiting: number }>()

  function start(key: string, ask: (signal: AbortSignal) => Promise<Value>) {
    const end = new AbortController()
    const forget = () => {
      if (running.get(key)?.end === end) running.delete(key)
    }
    const answer = ask(end.signal).finally(forget)
    const call = { answer, end, waiting: 0 }
    running.set(key, call)
    return call
  }

  return async (
    key: string,
    signal: AbortSignal | undefined,
    ask: (signal: AbortSignal) => Promise<Value>,
  ): Promise<Value> => {
    signal?.throwIfAborted()
    const call = running.get(key) ?? start(key, ask)
    call.waiting++
    const leave = () => {
      call.waiting--
      if (call.waiting > 0) return
      running.delete(key)
      call.end.abort(signal?.reason)
    }
    if (!signal) return call.answer
    return await new Promise<Value>((resolve, reject) => {
      const stop = () => {
        leave()
        reject(signal.reason)
      }
      signal.addEventListener('abort', stop, { once: true })
      const settled = () => signal.removeEventListener('abort', stop)
      call.answer.then(resolve, reject).then(settled, settled)
    })
  }
}
