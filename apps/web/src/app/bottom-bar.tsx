import { Link } from '@tanstack/react-router'
import { Ellipsis } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '#api/session.ts'
import { Menu, MenuLink } from '#ui/menu.tsx'
import { PLACES_ON_PHONE, placesOf } from './navigation.ts'

const item =
  'flex min-h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-xs font-medium text-ink-faint aria-[current=page]:text-accent'

/** The way through the app on phones, where the thumb is. */
export function BottomBar() {
  const { t } = useTranslation()
  const mine = placesOf(useAccount())
  const shown = mine.length > PLACES_ON_PHONE ? mine.slice(0, PLACES_ON_PHONE - 1) : mine
  const further = mine.slice(shown.length)
  return (
    <nav
      aria-label={t('frame.navigation')}
      className="fixed inset-x-0 bottom-0 z-30 flex border-t border-line bg-paper pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {shown.map(({ to, name, Icon }) => (
        <Link key={to} to={to} search={{}} activeOptions={{ exact: to === '/', includeSearch: false }} className={item}>
          <Icon size={22} aria-hidden />
          <span className="max-w-full truncate px-1">{t(`frame.${name}`)}</span>
        </Link>
      ))}
      {further.length > 0 ? (
        <Menu
          trigger={
            <button type="button" className={item}>
              <Ellipsis size={22} aria-hidden />
              {t('frame.more')}
            </button>
          }
        >
          {further.map(({ to, name, Icon }) => (
            <MenuLink key={to}>
              <Link to={to} search={{}}>
                <Icon size={20} aria-hidden />
                {t(`frame.${name}`)}
              </Link>
            </MenuLink>
          ))}
        </Menu>
      ) : null}
    </nav>
  )
}
