import { Link } from '@tanstack/react-router'
import { Ellipsis } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '#api/session.ts'
import { Menu, MenuLink } from '#ui/menu.tsx'
import { frameLook } from './frame-look.ts'
import { PLACES_ON_PHONE, placesOf } from './navigation.ts'

const item = frameLook.bottomItem

/** The way through the app on phones, where the thumb is. */
export function BottomBar() {
  const { t } = useTranslation()
  const mine = placesOf(useAccount())
  const shown = mine.length > PLACES_ON_PHONE ? mine.slice(0, PLACES_ON_PHONE - 1) : mine
  const further = mine.slice(shown.length)
  return (
    <nav aria-label={t('frame.navigation')} className={frameLook.bottomBar}>
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
