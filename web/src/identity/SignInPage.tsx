import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { unlockDevice } from '../drafts/device.ts'
import { useText } from '../ui/text.tsx'
import { meQuery } from './queries.ts'
import { SignInForm } from './SignInForm.tsx'

/** The page of sign-in. */
export function SignInPage() {
  const { t, lang, choose } = useText()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { poi } = useSearch({ from: '/accesso' })
  useEffect(() => {
    document.title = `${t('identity.title')} · Varco`
  }, [t])
  return (
    <main className="sign-in" id="contenuto">
      <div className="sign-in-brand">
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <path
            d="M8 26V13a8 8 0 0 1 16 0v13M16 26V15"
            fill="none"
            stroke="currentColor"
            strokeWidth="3"
            strokeLinecap="round"
          />
        </svg>
        <p>Varco</p>
        <span>{t('identity.tagline')}</span>
      </div>
      <div className="sign-in-card">
        <h1>{t('identity.title')}</h1>
        <SignInForm
          onDone={async (me) => {
            await unlockDevice(me.accountId, me.draftKey).catch(() => {})
            client.setQueryData(meQuery.queryKey, me)
            choose(me.language)
            await navigate({ href: poi?.startsWith('/') && !poi.startsWith('//') ? poi : '/', replace: true })
          }}
        />
        <p className="sign-in-help">{t('identity.forgotten')}</p>
        <button
          type="button"
          className="btn btn-plain btn-small"
          lang={lang === 'it' ? 'en' : 'it'}
          onClick={() => choose(lang === 'it' ? 'en' : 'it')}
        >
          {lang === 'it' ? 'English' : 'Italiano'}
        </button>
      </div>
    </main>
  )
}
