import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { Language } from '#model/identity/contract.ts'
import { BrandMark } from '../ui/BrandMark.tsx'
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx'
import { useText } from '../ui/text.tsx'
import { enter } from './queries.ts'
import { SignInForm } from './SignInForm.tsx'

/** The page of sign-in. */
export function SignInPage() {
  const { t, choose } = useText()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { poi } = useSearch({ from: '/accesso' })
  /** Chosen here, before it was known who comes: it counts for more than the language of the account. */
  const chosen = useRef<Language>(null)
  useEffect(() => {
    document.title = `${t('identity.title')} · Varco`
  }, [t])
  return (
    <main className="sign-in" id="contenuto">
      <div className="sign-in-brand">
        <BrandMark />
        <p>Varco</p>
        <span>{t('identity.tagline')}</span>
      </div>
      <div className="sign-in-card">
        <h1>{t('identity.title')}</h1>
        <SignInForm
          onDone={async (me) => {
            await enter(client, me)
            choose(chosen.current ?? me.language)
            await navigate({ href: poi?.startsWith('/') && !poi.startsWith('//') ? poi : '/', replace: true })
          }}
        />
        <p className="sign-in-help">{t('identity.forgotten')}</p>
        <p className="sign-in-help">
          <a href="/info/">{t('identity.for-workers')}</a>
        </p>
        <LanguageSwitch className="btn btn-plain btn-small" onChoose={(lang) => (chosen.current = lang)} />
      </div>
    </main>
  )
}
