import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'

/** Anything that failed, in words that say what to do; the server's own sentence where it has one. */
export function ErrorNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation()
  return (
    <Notice
      kind="error"
      action={
        onRetry ? (
          <Button size="small" onClick={onRetry}>
            {t('ui.retry')}
          </Button>
        ) : null
      }
    >
      {sentenceOf(error, t)}
    </Notice>
  )
}

/** What to tell a person about a failed call. */
export function sentenceOf(error: unknown, t: TFunction): string {
  const { status, message } = shapeOf(error)
  if (status === 0) return t('error.unreachable')
  if (status === 429) return t('error.tooOften')
  if (status === 403) return t('error.forbidden')
  // Another program failed, or something is not there for now, and the server says what; a proxy before it says nothing.
  if ((status === 502 || status === 503) && message) return asSentence(message)
  if (status !== undefined && status >= 500) return t('error.server')
  return message ? asSentence(message) : t('error.unknown')
}

function shapeOf(error: unknown): { status?: number; message?: string } {
  if (!(error instanceof Error)) return {}
  const { status } = error as { status?: unknown }
  return typeof status === 'number' ? { status, message: error.message } : {}
}

/** The server's own words with a capital and an end. */
export const asSentence = (words: string) => {
  const sentence = words.charAt(0).toUpperCase() + words.slice(1)
  return /[.!?…]$/.test(sentence) ? sentence : `${sentence}.`
}
