import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { formatInstant } from '#model/calendar.ts'
import { changePassword } from '#model/identity/contract.ts'
import { CallError, call } from '../call.ts'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { ChoiceField } from '../ui/ChoiceField.tsx'
import { Card, Page } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useMe } from './desk.tsx'
import { leave, sessionsQuery } from './queries.ts'

/** The own account: where it is signed in, password, language. */
export function ProfilePage() {
  const { t, lang, choose } = useText()
  const me = useMe()
  return (
    <Page title={me.name} tab={t('identity.profile')} facts={[{ label: t('identity.email'), value: me.email }]}>
      <Card title={t('identity.language')}>
        <ChoiceField
          id="language"
          label={t('identity.language-label')}
          value={lang}
          onChange={(value) => choose(value === 'en' ? 'en' : 'it')}
          options={[
            { value: 'it', label: 'Italiano' },
            { value: 'en', label: 'English' },
          ]}
        />
      </Card>
      <Password />
      <Sessions />
    </Page>
  )
}

function Password() {
  const { t } = useText()
  const say = useSay()
  const client = useQueryClient()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (next.length < 12) return setWrong({ next: t('identity.password-short') })
    setBusy(true)
    setWrong({})
    try {
      await call(changePassword, { body: { current, next } })
      setCurrent('')
      setNext('')
      say(t('identity.password-changed'))
      void client.invalidateQueries({ queryKey: sessionsQuery.queryKey })
    } catch (error) {
      const code = error instanceof CallError ? error.code : 'internal'
      setWrong(code === 'invalid' ? { next: t('identity.password-short') } : { current: t(`problem.${code}.title`) })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Card title={t('identity.change-password')} id="password-card">
      <form className="form" onSubmit={submit}>
        <TextField
          id="current"
          type="password"
          autoComplete="current-password"
          label={t('identity.password-now')}
          value={current}
          onChange={setCurrent}
          error={wrong.current}
        />
        <TextField
          id="next"
          type="password"
          autoComplete="new-password"
          label={t('identity.password-next')}
          help={t('identity.password-help')}
          value={next}
          onChange={setNext}
          error={wrong.next}
        />
        <Button type="submit" look="primary" busy={busy}>
          {t('identity.change-password')}
        </Button>
      </form>
    </Card>
  )
}

function Sessions() {
  const { t, lang } = useText()
  const say = useSay()
  const client = useQueryClient()
  const sessions = useQuery(sessionsQuery)
  return (
    <Card title={t('identity.sessions')}>
      <QueryState query={sessions} rows={2} />
      <ul className="lines">
        {sessions.data?.rows.map((one) => (
          <li key={`${one.startedAt}${one.device}`}>
            <div>
              <strong>{one.device}</strong> {one.here && <Chip tone="blue">{t('identity.here')}</Chip>}
              <small>
                {t('identity.since', {
                  from: formatInstant(one.startedAt, lang),
                  to: formatInstant(one.lastSeenAt, lang),
                })}
              </small>
            </div>
          </li>
        ))}
      </ul>
      <Button
        icon="lock"
        onClick={async () => {
          if ((await leave(client, { everywhere: true, anyway: true })) === 'still-in')
            say(t('identity.still-in'), { bad: true })
        }}
      >
        {t('identity.sign-out-everywhere')}
      </Button>
    </Card>
  )
}
