import { LayoutGrid, List, Settings2, Table2 } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '#ui/button.tsx'
import { cx } from '#ui/cx.ts'
import { Menu, MenuChecked, MenuHeading, MenuItem } from '#ui/menu.tsx'
import { type View, views } from './book-search.ts'
import { COVER_WIDTHS, columns } from './kept-view-settings.ts'
import { changeViewSettings, useViewSettings } from './view-settings.ts'

const Icons = { grid: LayoutGrid, list: List, table: Table2 }

/** Grid, list or table; and how large its covers are, or which columns it has. */
export function ViewMenu({ view, onView }: { view: View; onView: (view: View) => void }) {
  const { t } = useTranslation()
  const Icon = Icons[view]
  return (
    <>
      <fieldset className="flex rounded-lg border border-line bg-sunken p-0.5 max-sm:hidden">
        <legend className="sr-only">{t('view.label')}</legend>
        {views.map((each) => {
          const Picture = Icons[each]
          return (
            <label
              key={each}
              title={t(`view.${each}`)}
              className="grid size-8 cursor-pointer place-items-center rounded-md text-ink-soft has-checked:bg-surface has-checked:text-ink has-checked:shadow-sm has-focus-visible:outline-2 has-focus-visible:outline-accent"
            >
              <input
                type="radio"
                name="view"
                className="sr-only"
                aria-label={t(`view.${each}`)}
                checked={each === view}
                onChange={() => onView(each)}
              />
              <Picture size={17} aria-hidden />
            </label>
          )
        })}
      </fieldset>
      <span className="sm:hidden">
        <Menu
          trigger={
            <IconButton label={t('view.change', { view: t(`view.${view}`) })}>
              <Icon size={20} aria-hidden />
            </IconButton>
          }
        >
          {views.map((each) => (
            <MenuItem key={each} onSelect={() => onView(each)}>
              {t(`view.${each}`)}
            </MenuItem>
          ))}
        </Menu>
      </span>
      {view === 'grid' ? <CoverSlider /> : null}
      {view === 'table' ? <ColumnMenu /> : null}
    </>
  )
}

function CoverSlider() {
  const { t } = useTranslation()
  const { coverWidth } = useViewSettings()
  const id = useId()
  return (
    <span className="flex items-center max-sm:hidden">
      <label htmlFor={id} className="sr-only">
        {t('view.coverSize')}
      </label>
      <input
        id={id}
        type="range"
        className="slider h-9 w-24"
        min={COVER_WIDTHS.least}
        max={COVER_WIDTHS.most}
        step={10}
        value={coverWidth ?? 148}
        onChange={(event) => changeViewSettings({ coverWidth: Number(event.target.value) })}
      />
    </span>
  )
}

function ColumnMenu() {
  const { t } = useTranslation()
  const { columns: shown } = useViewSettings()
  return (
    <Menu
      trigger={
        <Button size="small" kind="ghost" aria-label={t('column.choose')} className={cx('max-sm:px-2')}>
          <Settings2 size={16} aria-hidden />
          <span className="max-lg:hidden">{t('column.choose')}</span>
        </Button>
      }
    >
      <MenuHeading>{t('column.choose')}</MenuHeading>
      {columns.map((column) => (
        <MenuChecked
          key={column}
          isChecked={shown.includes(column)}
          onChange={(isShown) =>
            changeViewSettings({
              columns: columns.filter((each) => (each === column ? isShown : shown.includes(each))),
            })
          }
        >
          {t(`column.${column}`)}
        </MenuChecked>
      ))}
    </Menu>
  )
}
