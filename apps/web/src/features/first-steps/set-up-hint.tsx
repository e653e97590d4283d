import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '#api/session.ts'
import { buttonClass } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'
import { setupState } from './first-steps-queries.ts'

/** Tells administrators that nothing can be fetched yet, and where that is set up; nothing for everybody else. */
export function SetUpHint() {
  const { isAdmin } = useAccount()
  return isAdmin ? <Hint /> : null
}

function Hint() {
  const { t } = useTranslation()
  const { data } = useQuery(setupState)
  if (!data || (data.hasClient && data.hasIndexer)) return null
  return (
    <div className="mb-6">
      <Notice
        kind="info"
        action={
          <Link to="/admin/first-steps" className={buttonClass({ size: 'small' })}>
            {t('setup.toFirstSteps')}
          </Link>
        }
      >
        {t('firstSteps.notReady')}
      </Notice>
    </div>
  )
}
