import { type FormEvent, useState } from 'react'
import { type Me, signIn } from '#model/identity/contract.ts'
import { CallError, call } from '../call.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Chip.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'

/** E-mail and password. With `email` given it is the same person again, over the page. */
export function SignInForm({ email: given, onDone }: { email?: string; onDone: (me: Me) => void }) {
  const { t } = useText()
  const [email, setEmail] = useState(given ?? '')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<CallError | null>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setProblem(null)
    try {
      onDone(await call(signIn, { body: { email, password }, quiet: true }))
    } catch (error) {
      setProblem(error instanceof CallError ? error : new CallError('internal'))
      setPassword('')
      document.getElementById('password')?.focus()
    } finally {
      setBusy(false)
    }
  }

  const code = problem?.code === 'sign-in' || problem?.code === 'invalid' ? 'wrong-credentials' : problem?.code
  return (
    <form onSubmit={submit} className="form">
      {code && (
        <Notice tone="red" title={t(`problem.${code}.title`)}>
          <p>{problem?.retryAfter ? t('identity.wait', { seconds: problem.retryAfter }) : t(`problem.${code}.text`)}</p>
        </Notice>
      )}
      <TextField
        id="email"
        label={t('identity.email')}
        type="email"
        autoComplete="username"
        value={email}
        onChange={setEmail}
        readOnly={given !== undefined}
        autoFocus={given === undefined}
      />
      <TextField
        id="password"
        label={t('identity.password')}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        autoFocus={given !== undefined}
      />
      <Button type="submit" look="primary" busy={busy}>
        {t('identity.sign-in')}
      </Button>
    </form>
  )
}
