import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { inConflict } from '#model/appointments/conflicts.ts'
import type { Appointment } from '#model/appointments/contract.ts'
import type { CivilDate } from '#model/calendar.ts'
import { useDesk, useMe } from '../identity/desk.tsx'
import { Button, IconButton } from '../ui/Button.tsx'
import { Notice } from '../ui/Chip.tsx'
import { todayHere } from '../ui/DateField.tsx'
import { Failure } from '../ui/failure.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useKeys } from '../ui/keys.tsx'
import { useNarrow } from '../ui/narrow.ts'
import { Page } from '../ui/Page.tsx'
import { FilterChips, FilterSelect } from '../ui/Pager.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { AgendaGrid } from './AgendaGrid.tsx'
import { AgendaList } from './AgendaList.tsx'
import { agendaRows, daysOf, ofWhom, outsiders, turnedBy, type View } from './agenda-view.ts'
import { dayText, isSunday, useNames } from './agenda-words.ts'
import { wrongKey } from './booking-values.ts'
import { calendarQuery, factsOf, useAppointmentActs, useHolidays } from './queries.ts'
import type { Target } from './use-drag.ts'

/** The calendar of the desk: a day, a week or a list; the own one, everybody's, of one colleague, of a room. */
export function AgendaPage() {
  const { t, lang } = useText()
  const desk = useDesk()
  const me = useMe()
  const narrow = useNarrow()
  const navigate = useNavigate()
  const search = useSearch({ from: '/signed-in/$desk/agenda' })
  const { members, places } = useNames()
  const view: View = search.vista ?? (narrow ? 'giorno' : 'settimana')
  const day = search.giorno ?? todayHere()
  const whom = search.di ?? me.accountId
  const days = daysOf(view, day)
  const [first, last] = [days[0] as CivilDate, days.at(-1) as CivilDate]
  const query = useQuery(calendarQuery(desk.code, first, last))
  const all = agendaRows(query.data)
  const rows = ofWhom(all, whom === 'tutti' ? null : whom)
  const clashing = inConflict(all)
  const show = (more: Partial<typeof search>) =>
    void navigate({ to: '/$desk/agenda', params: { desk: desk.code }, search: { ...search, ...more } })
  const turn = (pages: number) => show({ giorno: turnedBy(view, day, pages) })
  const book = () => void navigate({ to: '/$desk/agenda/nuovo', params: { desk: desk.code }, search: { giorno: day } })
  const mayWrite = desk.may('appointment.write')
  const acts = useAppointmentActs()
  const say = useSay()
  const [failed, setFailed] = useState<unknown>(null)
  const why = wrongKey(failed)
  const holidayOn = useHolidays()
  const move = (row: Appointment, to: Target) => {
    setFailed(null)
    acts
      .change(row.id, row.no, { ...factsOf(row), ...to })
      .then(({ no }) => {
        const holiday = holidayOn(to.day)
        const moved = t('agenda.said.moved', { day: dayText(to.day, lang), time: to.time })
        const off = holiday ? t('agenda.on-holiday', { name: holiday }) : isSunday(to.day) ? t('agenda.on-sunday') : ''
        say([moved, off].filter(Boolean).join(' '), {
          undo: () => void acts.change(row.id, no, factsOf(row)).catch(setFailed),
        })
      })
      .catch(setFailed)
  }
  useKeys([
    { key: 'ArrowLeft', says: t('agenda.before'), run: () => turn(-1) },
    { key: 'ArrowRight', says: t('agenda.after'), run: () => turn(1) },
    { key: 'o', says: t('agenda.today'), run: () => show({ giorno: undefined }) },
    ...(mayWrite ? [{ key: 'n', says: t('agenda.new'), run: book }] : []),
  ])
  const wholes = [
    { value: me.accountId, label: t('agenda.of-me') },
    ...members
      .filter(({ accountId }) => accountId !== me.accountId)
      .map(({ accountId, name }) => ({ value: accountId, label: name })),
    ...[...(places?.rooms ?? []), ...outsiders(places?.mediators ?? [], members)]
      .filter(({ retired }) => !retired)
      .map(({ id, name }) => ({ value: id, label: name })),
  ]
  const said =
    first === last ? dayText(first, lang) : t('agenda.span', { from: dayText(first, lang), to: dayText(last, lang) })
  const shown = { days, rows, clashing }
  return (
    <Page
      wide
      title={t('agenda.title')}
      tab={t('agenda.title')}
      action={
        mayWrite && (
          <Link
            className="btn btn-primary btn-big"
            to="/$desk/agenda/nuovo"
            params={{ desk: desk.code }}
            search={{ giorno: day }}
          >
            <Icon name="plus" small />
            {t('agenda.new')}
          </Link>
        )
      }
    >
      <nav className="agenda-links not-on-paper" aria-label={t('agenda.more')}>
        <Link to="/$desk/agenda/coda" params={{ desk: desk.code }}>
          {t('agenda.queue')}
        </Link>
        <Link to="/$desk/agenda/stanze" params={{ desk: desk.code }}>
          {t('agenda.places')}
        </Link>
        <Link to="/$desk/agenda/mia" params={{ desk: desk.code }}>
          {t('agenda.own')}
        </Link>
      </nav>
      <div className="agenda-bar not-on-paper">
        <div className="agenda-turn">
          <IconButton name={t('agenda.before')} icon="left" onClick={() => turn(-1)} />
          <Button small onClick={() => show({ giorno: undefined })}>
            {t('agenda.today')}
          </Button>
          <IconButton name={t('agenda.after')} icon="right" onClick={() => turn(1)} />
        </div>
        <FilterChips
          label={t('agenda.view')}
          value={view}
          options={(['giorno', 'settimana', 'elenco'] as const).map((value) => ({
            value,
            label: t(`agenda.view.${value}`),
          }))}
          onChange={(vista) => show({ vista: vista as View })}
        />
        <FilterSelect
          id="agenda-whom"
          label={t('agenda.whom')}
          value={whom === 'tutti' ? undefined : whom}
          none={t('agenda.of-all')}
          options={wholes}
          onChange={(di) => show({ di: di === undefined ? 'tutti' : di === me.accountId ? undefined : di })}
        />
      </div>
      <h2 className="agenda-span" aria-live="polite">
        {said}
      </h2>
      {failed !== null && (why ? <NotMoved why={t(why)} /> : <Failure error={failed} />)}
      <QueryState query={query} rows={8} />
      {query.data && (narrow || view === 'elenco' ? <AgendaList {...shown} /> : <AgendaGrid {...shown} move={move} />)}
    </Page>
  )
}

/** What was dragged to where it cannot be stays where it was, and why is said. */
function NotMoved({ why }: { why: string }) {
  const { t } = useText()
  return (
    <Notice tone="amber" title={t('agenda.not-moved')}>
      <p>{why}</p>
    </Notice>
  )
}
