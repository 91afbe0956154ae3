import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Dialog } from '../ui/Dialog.tsx'
import { useText } from '../ui/text.tsx'
import { useMe } from './desk.tsx'
import { enter } from './queries.ts'
import { SignInForm } from './SignInForm.tsx'
import { onSignInNeeded, signedInAgain } from './session.ts'

/** The session ended while somebody was working: the same person signs in over the page, and what was typed is still there. */
export function SignInAgain() {
  const { t } = useText()
  const me = useMe()
  const client = useQueryClient()
  const [needed, setNeeded] = useState(false)
  useEffect(() => onSignInNeeded(setNeeded), [])
  if (!needed) return null
  return (
    <Dialog title={t('identity.again.title')} firm onClose={() => {}}>
      <p>{t('identity.again.text')}</p>
      <SignInForm
        email={me.email}
        onDone={async (now) => {
          // Somebody else must not go on with this page.
          if (now.accountId !== me.accountId) return location.assign('/')
          await enter(client, now)
          signedInAgain()
          void client.invalidateQueries({ predicate: (query) => query.state.status === 'error' })
        }}
      />
      <p>
        <a href="/accesso">{t('identity.again.other')}</a>
      </p>
    </Dialog>
  )
}
