import { Pause, Play, SkipBack, SkipForward, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '#ui/button.tsx'
import { SelectField } from '#ui/field.tsx'
import type { ReadAloud } from './use-read-aloud.ts'

const rates = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2]

/** What steers the voice that reads. */
export function AloudBar({ aloud, language }: { aloud: ReadAloud; language: string }) {
  const { t, i18n } = useTranslation()
  const own = aloud.voices.filter(({ lang }) => lang.slice(0, 2).toLowerCase() === language.slice(0, 2).toLowerCase())
  const voices = own.length > 0 ? own : aloud.voices
  return (
    <section
      aria-label={t('reader.aloud')}
      className="absolute inset-x-2 bottom-16 z-20 mx-auto flex w-fit max-w-[calc(100%-1rem)] flex-wrap items-center justify-center gap-1 rounded-xl border border-line bg-surface p-1.5 shadow-raised"
    >
      <IconButton label={t('reader.sentenceBack')} onClick={() => aloud.skip(-1)}>
        <SkipBack size={19} aria-hidden />
      </IconButton>
      {aloud.state === 'paused' ? (
        <IconButton label={t('reader.resume')} onClick={aloud.resume}>
          <Play size={22} aria-hidden />
        </IconButton>
      ) : (
        <IconButton label={t('reader.pause')} onClick={aloud.pause}>
          <Pause size={22} aria-hidden />
        </IconButton>
      )}
      <IconButton label={t('reader.sentenceOn')} onClick={() => aloud.skip(1)}>
        <SkipForward size={19} aria-hidden />
      </IconButton>
      <SelectField
        label={t('reader.speechRate')}
        isLabelHidden
        value={aloud.rate}
        onChange={(event) => aloud.choose({ rate: Number(event.target.value) })}
        className="w-24"
      >
        {rates.map((rate) => (
          <option key={rate} value={rate}>
            {rate.toLocaleString(i18n.language)} ×
          </option>
        ))}
      </SelectField>
      {voices.length > 1 ? (
        <SelectField
          label={t('reader.voice')}
          isLabelHidden
          value={aloud.voice}
          onChange={(event) => aloud.choose({ voice: event.target.value })}
          className="w-40"
        >
          <option value="">{t('reader.usualVoice')}</option>
          {voices.map(({ voiceURI, name }) => (
            <option key={voiceURI} value={voiceURI}>
              {name}
            </option>
          ))}
        </SelectField>
      ) : null}
      <IconButton label={t('reader.stopAloud')} onClick={aloud.stop}>
        <X size={19} aria-hidden />
      </IconButton>
    </section>
  )
}
