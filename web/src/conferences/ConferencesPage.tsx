import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { v5 } from 'uuid'
import type { Conference } from '#model/conferences/contract.ts'
import { LeftDrafts } from '../cases/LeftDrafts.tsx'
import { caseQuery } from '../cases/queries.ts'
import { useAskedDraft } from '../drafts/use-draft.ts'
import { useDesk, useMe } from '../identity/desk.tsx'
import { RestrictionBanner } from '../privacy/RestrictionBanner.tsx'
import { useTaskActs } from '../tasks/queries.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Chip.tsx'
import { Failure } from '../ui/failure.tsx'
import { Card, EmptyState, Page } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { ConferenceForm } from './ConferenceForm.tsx'
import { ConferenceSaid, useComing } from './ConferenceSaid.tsx'
import { newConference, type Values, valuesOf } from './conference-values.ts'
import { conferencesQuery, useConferences } from './queries.ts'

/** The conferences about a case: called, with who comes, and what was said and decided. */
export function ConferencesPage() {
  const { t } = useText()
  const desk = useDesk()
  const me = useMe()
  const { id } = useParams({ from: '/signed-in/$desk/casi/$id/conferenze' })
  const file = useQuery(caseQuery(desk.code, id)).data
  const query = useQuery(conferencesQuery(desk.code, id))
  const asked = useAskedDraft()
  const fresh = newConference(me.accountId)
  const [open, setOpen] = useState<Values | null>(asked?.kind === 'conference' ? fresh : null)
  const { rows = [], invitable = [], can = [] } = query.data ?? {}
  const begin = (values: Values) => {
    setOpen(values)
    scrollTo(0, 0)
  }
  return (
    <Page
      title={t('conferences.title')}
      tab={t('conferences.title')}
      facts={
        file && [
          {
            label: t('cases.one'),
            value: (
              <Link className="personal" to="/$desk/casi/$id" params={{ desk: desk.code, id }}>
                {file.person.name || file.person.code || t(file.person.erased ? 'people.erased' : 'people.unnamed')}
              </Link>
            ),
          },
        ]
      }
      action={
        can.includes('call') &&
        !open && (
          <Button look="primary" icon="plus" onClick={() => begin(fresh)}>
            {t('conferences.call')}
          </Button>
        )
      }
    >
      {file && (file.person.restricted || file.person.erased) && <RestrictionBanner personId={file.person.id} />}
      <Notice>
        <p>{t('conferences.lead')}</p>
      </Notice>
      <QueryState query={query} rows={4} />
      {file && !can.includes('call') && <LeftDrafts caseId={id} kinds={['conference']} />}
      {open && can.includes('call') && (
        <ConferenceForm
          key={`${open.of} ${open.state}`}
          caseId={id}
          first={open}
          rows={rows}
          invitable={invitable}
          onDone={() => setOpen(null)}
        />
      )}
      {query.data && rows.length === 0 && !open && <EmptyState>{t('conferences.none')}</EmptyState>}
      {file &&
        rows.map((one) => (
          <One
            key={one.id}
            caseId={id}
            one={one}
            taskIds={file.tasks.map((task) => task.id)}
            write={(state) => begin(valuesOf(one, state))}
            isBusy={open !== null}
          />
        ))}
    </Page>
  )
}

type OneProps = {
  caseId: string
  one: Conference
  /** The open tasks of the case. */
  taskIds: readonly string[]
  write: (state: 'called' | 'held') => void
  isBusy: boolean
}

function One({ caseId, one, taskIds, write, isBusy }: OneProps) {
  const { t } = useText()
  const me = useMe()
  const say = useSay()
  const desk = useDesk()
  const comingOf = useComing()
  const acts = useConferences(caseId)
  const tasks = useTaskActs()
  const [made, setTasks] = useState(taskIds)
  const [asking, setAsking] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const mayWrite = one.can.includes('write') && !isBusy
  const now = () => {
    const { day, time, minutes, place, agenda, no } = one
    const colleagues = one.colleagues.map(({ accountId }) => accountId)
    return { day, time, minutes, place, agenda, no, colleagues, referrals: one.desks.map(({ referral }) => referral) }
  }
  const cancel = async () => {
    await acts.write(one.id, { ...now(), state: 'cancelled' })
    say(t('conferences.said.cancelled'))
  }
  const tell = () => {
    const { state, record, decisions } = one
    acts.write(one.id, { ...now(), state, record, decisions }).then(() => say(t('conferences.told')), setFailed)
  }
  const taskOf = (text: string) => v5(text, one.id)
  const toTask = ({ text, who, due }: Conference['decisions'][number]) => {
    const words = [text, who].filter(Boolean).join(' – ').slice(0, 500)
    const task = { no: 0, text: words, owner: me.accountId, day: due, caseId, state: 'open' as const, why: '' }
    setTasks([...made, taskOf(text)])
    tasks.write(taskOf(text), task).then((written) => written && say(t('conferences.task-made')), setFailed)
  }
  return (
    <Card>
      <ConferenceSaid
        one={one}
        {...(desk.may('task.write') &&
          mayWrite && {
            toTask: (decision) =>
              made.includes(taskOf(decision.text)) ? (
                <small>{t('conferences.is-task')}</small>
              ) : (
                <Button
                  small
                  look="plain"
                  icon="check"
                  aria-label={t('conferences.to-task-of', { text: decision.text })}
                  onClick={() => toTask(decision)}
                >
                  {t('conferences.to-task')}
                </Button>
              ),
          })}
      />
      <h3>{t('conferences.asked')}</h3>
      <ul className="lines">
        {one.colleagues.map(({ accountId, name }) => (
          <li key={accountId}>
            <div>{name}</div>
          </li>
        ))}
        {one.desks.map(({ referral, desk: name, reached, open, answer }) => (
          <li key={referral}>
            <div>
              <Link to="/$desk/invii/$id" params={{ desk: desk.code, id: referral }}>
                {name}
              </Link>
              <small className="personal">{answer ? comingOf(answer, false) : t('conferences.waits')}</small>
              {!open && <small>{t('conferences.not-reached')}</small>}
              {!reached && <small>{t('conferences.not-told')}</small>}
            </div>
          </li>
        ))}
      </ul>
      {failed !== null && <Failure error={failed} />}
      {(mayWrite || one.can.includes('call-off')) && (
        <div className="inline">
          {mayWrite && one.state === 'called' && (
            <Button small onClick={() => write('called')}>
              {t('conferences.write')}
            </Button>
          )}
          {one.can.includes('hold') && (
            <Button small look="primary" onClick={() => write('held')}>
              {t('conferences.hold')}
            </Button>
          )}
          {one.state === 'called' && (
            <Button small look="plain" onClick={() => setAsking(true)}>
              {t('conferences.cancel')}
            </Button>
          )}
        </div>
      )}
      {one.can.includes('tell') && (
        <Button small onClick={tell}>
          {t('conferences.tell')}
        </Button>
      )}
      {asking && (
        <ReasonDialog
          title={t('conferences.cancel')}
          before={t('conferences.cancel-before')}
          action={t('conferences.cancel')}
          run={cancel}
          onClose={() => setAsking(false)}
        />
      )}
    </Card>
  )
}
