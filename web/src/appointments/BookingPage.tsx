import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { type MouseEvent, useState } from 'react'
import { conflictsOf } from '#model/appointments/conflicts.ts'
import type { SettlingAct, WholeAppointment } from '#model/appointments/contract.ts'
import { formatDate, formatInstant } from '#model/calendar.ts'
import { appointmentKinds } from '#model/codes/appointment-kinds.ts'
import { languages } from '#model/codes/languages.ts'
import { CaseSafeContact } from '../cases/CaseSafeContact.tsx'
import { useAskedDraft } from '../drafts/use-draft.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { Failure } from '../ui/failure.tsx'
import { Card, Page } from '../ui/Page.tsx'
import { usePress } from '../ui/press.ts'
import { QueryState } from '../ui/QueryState.tsx'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { StateChip } from './AppointmentLine.tsx'
import { agendaRows } from './agenda-view.ts'
import { spanText, useNames } from './agenda-words.ts'
import { MoveForm } from './MoveForm.tsx'
import { bookingQuery, calendarQuery, useAppointmentActs } from './queries.ts'
import { SeriesActs } from './SeriesActs.tsx'

/** One appointment: when, where, with whom; what was done with it; what can be done now. */
export function BookingPage() {
  const { t, lang } = useText()
  const desk = useDesk()
  const { id } = useParams({ from: '/signed-in/$desk/agenda/$id' })
  const query = useQuery(bookingQuery(desk.code, id))
  // From the list of drafts, or after a reload, the form stands open again.
  const asked = useAskedDraft()
  const [moving, setMoving] = useState(asked?.kind === 'moved-booking' && asked.record === id)
  const { nameOf } = useNames()
  const codes = useCodes()
  const row = query.data
  const facts = row && [
    { label: t('agenda.field.day'), value: formatDate(row.day, lang) },
    { label: t('agenda.field.time'), value: spanText(row) },
    { label: t('agenda.field.kind'), value: codes.one(appointmentKinds, row.kind) },
    ...(row.room || row.place
      ? [
          {
            label: t('agenda.field.place'),
            value: [row.room && nameOf(row.room), row.place].filter(Boolean).join(', '),
          },
        ]
      : []),
    { label: t('agenda.field.colleagues'), value: row.colleagues.map(nameOf).join(', ') },
    ...(row.language ? [{ label: t('agenda.field.language'), value: codes.one(languages, row.language) }] : []),
    ...(row.mediator ? [{ label: t('agenda.field.mediator'), value: nameOf(row.mediator) }] : []),
  ]
  return (
    <Page
      title={t('agenda.one')}
      tab={t('agenda.one')}
      chips={row && <StateChip state={row.state} />}
      {...(facts && { facts })}
      menu={[{ label: t('ui.print'), icon: 'print', run: () => print() }]}
    >
      <QueryState query={query} rows={5} />
      {row && (
        <>
          {row.case !== null && (
            <p>
              {t('agenda.with')}{' '}
              <Link className="personal" to="/$desk/casi/$id" params={{ desk: desk.code, id: row.case }}>
                {row.personName || t('people.unnamed')}
              </Link>
            </p>
          )}
          {row.case !== null && row.kind === 'conference' && (
            <p className="not-on-paper">
              <Link to="/$desk/casi/$id/conferenze" params={{ desk: desk.code, id: row.case }}>
                {t('conferences.title')}
              </Link>
            </p>
          )}
          {row.case !== null && !moving && <CaseSafeContact caseId={row.case} />}
          {row.text && <p className="prose personal">{row.text}</p>}
          <ClashNotice row={row} />
          {moving && row.can.includes('change') ? (
            <Card title={t('agenda.move')}>
              <MoveForm row={row} onDone={() => setMoving(false)} />
            </Card>
          ) : (
            <Acts row={row} move={() => setMoving(true)} />
          )}
          {!moving && <SeriesActs row={row} />}
          <History row={row} />
          <p className="not-on-paper">
            <Link to="/$desk/agenda" params={{ desk: desk.code }} search={{ giorno: row.day, di: 'tutti' }}>
              {t('agenda.to-day')}
            </Link>
          </p>
        </>
      )}
    </Page>
  )
}

/** What stands at the same hour, of the same colleague, room, mediator or person. */
function ClashNotice({ row }: { row: WholeAppointment }) {
  const { t } = useText()
  const desk = useDesk()
  const { conflictText } = useNames()
  const rows = agendaRows(useQuery(calendarQuery(desk.code, row.day, row.day)).data)
  const found = conflictsOf(row, rows)
  if (found.length === 0) return null
  return (
    <Notice tone="amber" title={t('agenda.clash-title')}>
      <ul className="personal">
        {found.map((one) => (
          <li key={`${one.with} ${one.kind} ${one.who}`}>{conflictText(one, rows)}</li>
        ))}
      </ul>
    </Notice>
  )
}

/** What may be said of it now. A cancellation asks for a reason, which nobody must give. */
function Acts({ row, move }: { row: WholeAppointment; move: () => void }) {
  const { t } = useText()
  const say = useSay()
  const acts = useAppointmentActs()
  const [asking, setAsking] = useState<SettlingAct | null>(null)
  const [failed, setFailed] = useState<unknown>(null)
  const settle = async (act: SettlingAct, why = '') => {
    const { no } = await acts.settle(row.id, row.no, act, why)
    const undo =
      act === 'held' || act === 'missed' ? { undo: () => void acts.settle(row.id, no, 'undone').catch(setFailed) } : {}
    say(t(`agenda.said.${act}`), undo)
  }
  const { busy, press } = usePress()
  const begin = (act: SettlingAct, event: MouseEvent) => {
    setFailed(null)
    if (act.startsWith('cancelled')) setAsking(act)
    else void press(() => settle(act).catch(setFailed), event)
  }
  return (
    <div className="not-on-paper">
      <div className="form-actions agenda-acts">
        {row.can.map((act) =>
          act === 'change' ? (
            <Button key={act} icon="edit" onClick={move}>
              {t('agenda.move')}
            </Button>
          ) : (
            <Button
              key={act}
              look={act === 'held' ? 'primary' : 'outline'}
              busy={busy}
              onClick={(event) => begin(act, event)}
            >
              {t(`agenda.do.${act}`)}
            </Button>
          ),
        )}
      </div>
      {failed !== null && <Failure error={failed} />}
      {asking && (
        <ReasonDialog
          title={t(`agenda.do.${asking}`)}
          before={t('agenda.cancel-before')}
          label={t('agenda.why')}
          action={t(`agenda.do.${asking}`)}
          run={(why) => settle(asking, why)}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  )
}

/** What was done with it, the last first. */
function History({ row }: { row: WholeAppointment }) {
  const { t, lang } = useText()
  return (
    <Card title={t('agenda.history')} count={row.steps.length}>
      <ol className="lines">
        {row.steps.toReversed().map((step) => (
          <li key={step.no}>
            <div>
              {t(`agenda.act.${step.act}`, { day: formatDate(step.day, lang), time: step.time })}
              <small>{t('agenda.by-at', { by: step.by, at: formatInstant(step.at, lang) })}</small>
              {step.why && <small className="personal">{step.why}</small>}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  )
}
