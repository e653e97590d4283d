import { beginOidc, listOidcProviders } from '@colophon/contract/acquisition/oidc.ts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { addressOf, call } from '#api/call.ts'
import { buttonClass } from '#ui/button.tsx'

/** Ways to sign in without a password of this server; nothing where none is set up or none answers. */
export function SignInElsewhere() {
  const { t } = useTranslation()
  const { data = [] } = useQuery({
    queryKey: ['oidc-providers'],
    queryFn: ({ signal }) => call(listOidcProviders, {}, { signal }),
  })
  const providers = data.filter(({ status }) => status?.state === 'ok')
  if (providers.length === 0) return null
  return (
    <ul className="flex flex-col gap-3" aria-label={t('session.elsewhere')}>
      {providers.map(({ id, name }) => (
        <li key={id}>
          <a
            className={`${buttonClass()} w-full`}
            href={addressOf(beginOidc, { params: { provider: id }, query: { for: 'pages' } })}
          >
            {t('session.signInWith', { name })}
          </a>
        </li>
      ))}
    </ul>
  )
}
