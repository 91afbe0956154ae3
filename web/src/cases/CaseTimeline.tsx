import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { CaseEvent, CaseFile } from '#model/cases/contract.ts'
import { channels } from '#model/codes/channels.ts'
import { needs } from '#model/codes/needs.ts'
import { outcomes } from '#model/codes/outcomes.ts'
import { useDesk } from '../identity/desk.tsx'
import { NoteEntry } from '../notes/NoteEntry.tsx'
import { Button } from '../ui/Button.tsx'
import { useCodes } from '../ui/codes.ts'
import { shortDate } from '../ui/dates.ts'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { EmptyState } from '../ui/Page.tsx'
import { FilterChips } from '../ui/Pager.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useWho } from '../ui/who.ts'
import { useCaseActs } from './queries.ts'
import { type Entry, type EntryKind, entryKinds, timelineOf } from './timeline.ts'

const icons: Record<EntryKind, IconName> = { note: 'note', service: 'service', event: 'flag', contact: 'contacts' }

/** What happened, latest first; each entry one line that unfolds. */
export function CaseTimeline({ file }: { file: CaseFile }) {
  const { t, lang } = useText()
  const [show, setShow] = useState<EntryKind | 'all'>('all')
  const all = timelineOf(file)
  const shown = all.filter((entry) => show === 'all' || entry.kind === show)
  const count = (kind: EntryKind) => all.filter((entry) => entry.kind === kind).length
  return (
    <section className="timeline" aria-label={t('cases.timeline')}>
      <div className="card-head">
        <h2>{t('cases.timeline')}</h2>
        <FilterChips
          label={t('cases.timeline-show')}
          value={show}
          onChange={(value) => setShow(value as EntryKind | 'all')}
          options={[
            { value: 'all', label: t('cases.timeline.all') },
            ...entryKinds.map((kind) => ({ value: kind, label: t(`cases.timeline.${kind}`, { count: count(kind) }) })),
          ]}
        />
      </div>
      {shown.length === 0 && <EmptyState>{t('cases.timeline-empty')}</EmptyState>}
      <ol>
        {shown.map((entry, at) => (
          <li key={`${entry.kind}${entry.id}`} className={`entry entry-${entry.kind}`}>
            <time dateTime={entry.day}>{entry.day === shown[at - 1]?.day ? '' : shortDate(entry.day, lang)}</time>
            <Icon name={icons[entry.kind]} small />
            <div className="entry-body">
              <EntryLine entry={entry} file={file} />
            </div>
          </li>
        ))}
      </ol>
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
        {sayEvent(entry.event)} <small>{t('cases.event-by', { by: who(entry.event.by) })}</small>
      </p>
    )
  return (
    <p>
      <Link to="/$desk/contatti/$id" params={{ desk: desk.code, id: entry.id }}>
        {t('cases.contact')}
      </Link>{' '}
      {codes.one(channels, entry.channel)}
    </p>
  )
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
