import { Link } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { formatInstant } from '#model/calendar.ts'
import type { CaseEvent, CaseFile } from '#model/cases/contract.ts'
import { channels } from '#model/codes/channels.ts'
import { needs } from '#model/codes/needs.ts'
import { noteKinds } from '#model/codes/note-kinds.ts'
import { outcomes } from '#model/codes/outcomes.ts'
import { numberOfDossier } from '#model/privacy/contract-dossier.ts'
import type { Happening } from '#model/timeline/contract.ts'
import { useCaseActs } from '../cases/queries.ts'
import { useDesk } from '../identity/desk.tsx'
import { NoteEntry } from '../notes/NoteEntry.tsx'
import { DossierLine } from '../privacy/DossierLine.tsx'
import { Button } from '../ui/Button.tsx'
import { Chip, Notice } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { shortDate } from '../ui/dates.ts'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { EmptyState } from '../ui/Page.tsx'
import { FilterChips } from '../ui/Pager.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useWho } from '../ui/who.ts'
import { type Entry, type EntryKind, entryKinds, holds, timelineOf } from './entries.ts'
import { HappeningEntry } from './HappeningEntry.tsx'
import { useHappeningWords } from './happening-words.ts'
import { useLook, useSawAll } from './queries.ts'

const icons: Record<EntryKind, IconName> = {
  ...{ note: 'note', service: 'service', event: 'flag', contact: 'contacts', appointment: 'calendar', task: 'check' },
  ...{ pathway: 'right', document: 'log', file: 'note', referral: 'send', signs: 'eye', arrival: 'flag' },
  ...{ hours: 'clock', person: 'person', letter: 'print', questions: 'info', approval: 'check' },
}
/** How the timeline of a case was left: whoever comes back from a line finds it so. Kept in this page alone, never in an address. */
const left = new Map<string, { show: EntryKind | 'all' | 'new'; sought: string }>()
/** So many lines stand on the page at first, and come with each step further. */
const STEP = 60

/** What happened, latest first; each entry one line that unfolds, or that leads to where all of it is read. */
export function CaseTimeline({ file }: { file: CaseFile }) {
  const { t, lang } = useText()
  const sawAll = useSawAll(file.id)
  const say = useSay()
  const [show, setShow] = useState<EntryKind | 'all' | 'new'>(() => left.get(file.id)?.show ?? 'all')
  const [sought, setSought] = useState(() => left.get(file.id)?.sought ?? '')
  useEffect(() => void left.set(file.id, { show, sought }), [file.id, show, sought])
  const [most, setMost] = useState(STEP)
  const told = file.timeline
  useLook(file.id, told?.at)
  const fresh = useMemo(() => new Set(told?.fresh), [told])
  const all = useMemo(() => timelineOf(file, told?.happenings), [file, told])
  const isNew = (entry: Entry) => entry.ids.some((id) => fresh.has(id))
  const news = all.filter(isNew).length
  const filter = show === 'new' && news === 0 ? 'all' : show
  const saysOf = useSayEntry(told?.happenings ?? [])
  const found = all.filter(
    (entry) =>
      (filter === 'all' || (filter === 'new' ? isNew(entry) : entry.kind === filter)) &&
      (sought.trim() === '' || holds(entry, sought, saysOf(entry))),
  )
  const shown = found.slice(0, most)
  const counts = Map.groupBy(all, ({ kind }) => kind)
  const narrow = (value: string) => {
    setShow(value as typeof show)
    setMost(STEP)
  }
  return (
    <section className="timeline" aria-label={t('timeline.title')}>
      <div className="card-head">
        <h2>{t('timeline.title')}</h2>
        <input
          id="timeline-search"
          className="input timeline-search"
          type="search"
          aria-label={t('timeline.search')}
          placeholder={t('timeline.search')}
          value={sought}
          onChange={(event) => {
            setSought(event.target.value)
            setMost(STEP)
          }}
        />
      </div>
      {told?.since && news > 0 && (
        <Notice
          action={
            <Button
              small
              look="plain"
              icon="check"
              onClick={() => void sawAll(told.at).catch(() => say(t('problem.internal.title'), { bad: true }))}
            >
              {t('timeline.saw-all')}
            </Button>
          }
        >
          <p>{t('timeline.news', { count: news, at: formatInstant(told.since, lang) })}</p>
        </Notice>
      )}
      <FilterChips
        label={t('timeline.show')}
        value={filter}
        onChange={narrow}
        options={[
          { value: 'all', label: t('timeline.all') },
          ...(news > 0 ? [{ value: 'new', label: t('timeline.new', { count: news }) }] : []),
          ...entryKinds.flatMap((kind) => {
            const count = counts.get(kind)?.length ?? 0
            return count > 0
              ? [{ value: kind, label: t('timeline.of-kind', { kind: t(`timeline.kind.${kind}`), count }) }]
              : []
          }),
        ]}
      />
      <p className="visually-hidden" role="status">
        {sought.trim() !== '' && t('timeline.found', { count: found.length })}
      </p>
      {shown.length === 0 && (
        <EmptyState>
          {t(
            sought.trim() === ''
              ? 'timeline.empty'
              : filter === 'all'
                ? 'timeline.none-found'
                : 'timeline.none-found-in',
          )}
        </EmptyState>
      )}
      <ol>
        {shown.map((entry, at) => (
          <li key={`${entry.kind}${entry.id}`} className={`entry entry-${entry.kind}`}>
            <time dateTime={entry.day}>{entry.day === shown[at - 1]?.day ? '' : shortDate(entry.day, lang)}</time>
            <Icon name={icons[entry.kind]} small />
            <div className="entry-body">
              {isNew(entry) && <Chip tone="blue">{t('timeline.is-new')}</Chip>}
              <EntryLine entry={entry} file={file} />
            </div>
          </li>
        ))}
      </ol>
      {found.length > shown.length && (
        <Button onClick={() => setMost(most + STEP)}>
          {t('timeline.more', { count: found.length - shown.length })}
        </Button>
      )}
      {found.length === shown.length && (told?.older ?? 0) > 0 && (
        <p className="quiet">{t('timeline.older', { count: told?.older })}</p>
      )}
    </section>
  )
}

function EntryLine({ entry, file }: { entry: Entry; file: CaseFile }) {
  const { t } = useText()
  const desk = useDesk()
  const codes = useCodes()
  const who = useWho()
  const sayEvent = useSayEvent()
  if (entry.kind === 'note') return <NoteEntry note={entry.note} file={file} />
  if (entry.kind === 'service') return <ServiceEntry entry={entry} file={file} />
  if (entry.kind === 'event')
    return (
      <p className="entry-event">
        <span className="personal">{sayEvent(entry.event)}</span> <DossierLine event={entry.event} caseId={file.id} />{' '}
        <small>{t('cases.event-by', { by: who(entry.event.by) })}</small>
      </p>
    )
  if ('told' in entry) return <HappeningEntry told={entry.told} caseId={file.id} />
  return (
    <p>
      <Link to="/$desk/contatti/$id" params={{ desk: desk.code, id: entry.id }}>
        {t('cases.contact')}
      </Link>{' '}
      {codes.one(channels, entry.channel)}
    </p>
  )
}

/** What the page says of an entry in its own words, which are looked for too: its kind, what was done, by whom. */
function useSayEntry(told: readonly Happening[]) {
  const { t } = useText()
  const codes = useCodes()
  const who = useWho()
  const happening = useHappeningWords(told).happening
  const sayEvent = useSayEvent()
  return (entry: Entry): string => {
    const kind = t(`timeline.kind.${entry.kind}`)
    if (entry.kind === 'note') {
      const { kind: type, visibility, by } = entry.note
      return [kind, codes.one(noteKinds, type), visibility === 'legal' ? t('notes.restricted') : '', who(by)].join(' ')
    }
    if (entry.kind === 'service') return [kind, codes.one(needs, entry.service.kind), who(entry.service.by)].join(' ')
    if (entry.kind === 'event') {
      const number = entry.event.dossier ? numberOfDossier(entry.id) : ''
      return [kind, sayEvent(entry.event), who(entry.event.by), number].join(' ')
    }
    if (entry.kind === 'contact') return [t('cases.contact'), codes.one(channels, entry.channel)].join(' ')
    return [kind, ...entry.told.flatMap((one) => [happening(one), who(one.by)])].join(' ')
  }
}

function useSayEvent() {
  const { t } = useText()
  const codes = useCodes()
  return (event: CaseEvent): string =>
    t(`cases.event.${event.act}`, { what: event.act === 'closed' ? codes.one(outcomes, event.what) : event.what })
}

function ServiceEntry({ entry, file }: { entry: Entry & { kind: 'service' }; file: CaseFile }) {
  const { t } = useText()
  const codes = useCodes()
  const who = useWho()
  const say = useSay()
  const acts = useCaseActs(file.id)
  const { service } = entry
  const withdraw = async () => {
    try {
      await acts.withdraw(service.id)
      say(t('cases.service-withdrawn'))
    } catch {
      say(t('problem.internal.title'), { bad: true })
    }
  }
  return (
    <details className="entry-details">
      <summary>
        <strong>{codes.one(needs, service.kind)}</strong> <span className="personal entry-text">{service.text}</span>{' '}
        <small>{who(service.by)}</small>
      </summary>
      {service.text && <p className="prose personal">{service.text}</p>}
      {service.can.includes('withdraw') && (
        <p className="entry-foot">
          <Button small look="plain" icon="undo" onClick={() => void withdraw()}>
            {t('cases.service-withdraw')}
          </Button>
        </p>
      )}
    </details>
  )
}
