export interface Toast {
  id: number
  text: string
  /** What can be done about it, as Undo. */
  action?: { label: string; run: () => void } | undefined
  /** Stays until it is closed. */
  isLasting: boolean
}

let toasts: readonly Toast[] = []
let lastId = 0
const listeners = new Set<() => void>()

/** More would cover the page; the oldest goes. */
const MOST = 3

function show(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}

/** Says in passing what was done, and how to take it back. @returns takes it away again */
export function showToast(
  text: string,
  { action, isLasting = false }: { action?: Toast['action']; isLasting?: boolean } = {},
): () => void {
  const id = ++lastId
  show([...toasts, { id, text, action, isLasting }].slice(-MOST))
  return () => dismissToast(id)
}

export function dismissToast(id: number): void {
  show(toasts.filter((toast) => toast.id !== id))
}

export const currentToasts = (): readonly Toast[] => toasts

export function followToasts(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
