import { BookOpenText, Monitor, Moon, Sun } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Segmented } from '#ui/segmented.tsx'
import { chooseTheme, themes, useTheme } from './theme.ts'

const icons = { system: Monitor, light: Sun, dark: Moon, eink: BookOpenText }

export function ThemeChoice() {
  const { t } = useTranslation()
  const theme = useTheme()
  return (
    <Segmented
      label={t('theme.label')}
      value={theme}
      onChange={chooseTheme}
      choices={themes.map((value) => {
        const Icon = icons[value]
        return {
          value,
          label: (
            <>
              <Icon size={16} aria-hidden />
              {t(`theme.${value}`)}
            </>
          ),
        }
      })}
    />
  )
}
