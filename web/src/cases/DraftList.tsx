import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Today } from '#model/cases/contract-today.ts'
import { Moment } from '#model/pathway/contract.ts'
import type { DraftCopy } from '../drafts/newest.ts'
import { useDesk } from '../identity/desk.tsx'
import { Card, Skeleton } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { caseQuery } from './queries.ts'

type Props = { drafts: readonly DraftCopy[] | undefined; today: Today | undefined }

/** What was typed and not saved: each line says what it is, and leads to exactly that draft. */
export function DraftList({ drafts, today }: Props) {
  const { t } = useText()
  const desk = useDesk().code
  const client = useQueryClient()
  return (
    <Card title={t('today.drafts')} id="bozze" {...(drafts && { count: drafts.length })}>
      {!drafts && <Skeleton rows={2} />}
      {drafts?.length === 0 && <p className="quiet">{t('today.no-drafts')}</p>}
      <ul className="lines">
        {drafts?.map((draft) => {
          const about = [nameIn(draft, today, client, desk), firstWords(draft)].filter(Boolean).join(' · ')
          return (
            <li key={draft.id}>
              <div>
                <DraftLink draft={draft} />
                {about && <small className="personal">{about}</small>}
                <small>
                  {t('today.draft-saved', {
                    when: new Date(draft.savedAt).toLocaleString('it-IT', { dateStyle: 'short', timeStyle: 'short' }),
                  })}
                </small>
              </div>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

const valuesOf = (draft: DraftCopy) =>
  (typeof draft.kept.values === 'object' && draft.kept.values !== null ? draft.kept.values : {}) as Record<
    string,
    unknown
  >

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

type Named = { givenName: string; familyName: string; code: string }

const nameOf = (person: Named): string =>
  `${text(person.givenName)} ${text(person.familyName)}`.trim() || text(person.code)

/** Whom it is about, as far as this page knows: nothing is read from the records only to name a draft. */
function nameIn(draft: DraftCopy, today: Today | undefined, client: QueryClient, desk: string): string {
  const values = valuesOf(draft)
  if (draft.kind === 'person') return nameOf(values as Named)
  if (draft.kind === 'contact' || draft.kind === 'intake')
    return text(values.personName) || (values.inline ? nameOf((values.inline as { values: Named }).values) : '')
  if (!draft.record) return ''
  const id = caseOf(draft)
  const card = [...(today?.mine ?? []), ...(today?.quiet ?? []), ...(today?.unassigned ?? [])].find(
    (one) => one.id === id,
  )
  const person = card ? null : client.getQueryData(caseQuery(desk, id).queryKey)?.person
  return card ? card.personName || card.personCode : person ? person.name || person.code : ''
}

function firstWords(draft: DraftCopy): string {
  const { note, text: words, reason, place, question } = valuesOf(draft)
  const all = text(words) || text(note) || text(reason) || text(place) || text(question)
  return all.length > 60 ? `${all.slice(0, 60).replace(/\s+\S*$/, '')}…` : all
}

/** A draft that corrects a note is kept under the note: it says itself in which case it lies. */
const caseOf = (draft: DraftCopy): string => text(valuesOf(draft).caseId) || (draft.record ?? '')

/** Back to the form in which the draft was typed. */
function DraftLink({ draft }: { draft: DraftCopy }): ReactNode {
  const { t } = useText()
  const { code: desk } = useDesk()
  const words = t(`today.draft.${draft.kind}`)
  const { id, kind, record } = draft
  const state = { draft: { id, kind, record } }
  const params = { desk, id: record ?? '' }
  if (kind === 'contact')
    return record ? (
      <Link to="/$desk/contatti/$id" params={params} state={state}>
        {words}
      </Link>
    ) : (
      <Link to="/$desk/contatti/nuovo" params={{ desk }} state={state}>
        {words}
      </Link>
    )
  if (kind === 'person')
    return record ? (
      <Link to="/$desk/persone/$id" params={params} state={state}>
        {words}
      </Link>
    ) : (
      <Link to="/$desk/persone/nuova" params={{ desk }} state={state}>
        {words}
      </Link>
    )
  if (kind === 'template')
    return (
      <Link to="/$desk/modelli" params={{ desk }} state={state}>
        {words}
      </Link>
    )
  if (kind === 'question')
    return (
      <Link to="/$desk/domande" params={{ desk }} search={{ apri: text(valuesOf(draft).of) || 'nuova' }} state={state}>
        {words}
      </Link>
    )
  if ((kind === 'answers' || kind === 'person-answers') && record)
    return (
      <Link
        to={kind === 'answers' ? '/$desk/casi/$id/domande' : '/$desk/persone/$id/domande'}
        params={params}
        state={state}
      >
        {words}
      </Link>
    )
  const tie = { 'safe-contact': 'contatto', minor: 'minore', relative: 'familiare' } as const
  if ((kind === 'safe-contact' || kind === 'minor' || kind === 'relative') && record)
    return (
      <Link
        to="/$desk/persone/$id"
        params={params}
        search={{ apri: tie[kind], quale: text(valuesOf(draft).of) || undefined }}
        state={state}
      >
        {words}
      </Link>
    )
  if ((kind === 'entry' || kind === 'service-note') && record)
    return (
      <Link to="/$desk/rete/$id" params={params} state={state}>
        {words}
      </Link>
    )
  if (kind === 'entry')
    return (
      <Link to="/$desk/rete/nuovo" params={{ desk }} state={state}>
        {words}
      </Link>
    )
  if (kind === 'signal')
    return (
      <Link to="/$desk/segnalate/nuova" params={{ desk }} state={state}>
        {words}
      </Link>
    )
  if (kind === 'intake' && record)
    return (
      <Link to="/$desk/persone/$id/presa-in-carico" params={params} state={state}>
        {words}
      </Link>
    )
  if (kind === 'ground' && record)
    return (
      <Link to="/$desk/persone/$id/privacy" params={params} state={state}>
        {words}
      </Link>
    )
  if (kind === 'sign' && record)
    return (
      <Link to="/$desk/casi/$id/segni" params={params} state={state}>
        {words}
      </Link>
    )
  if (kind === 'booking')
    return (
      <Link to="/$desk/agenda/nuovo" params={{ desk }} search={record ? { caso: record } : {}} state={state}>
        {words}
      </Link>
    )
  if (kind === 'walk-in')
    return (
      <Link to="/$desk/agenda/coda" params={{ desk }} state={state}>
        {words}
      </Link>
    )
  if (kind === 'moved-booking' && record)
    return (
      <Link to="/$desk/agenda/$id" params={params} state={state}>
        {words}
      </Link>
    )
  if (kind === 'conference' && record)
    return (
      <Link to="/$desk/casi/$id/conferenze" params={params} state={state}>
        {words}
      </Link>
    )
  if (kind === 'letter' && record)
    return (
      <Link to="/$desk/casi/$id/lettere" params={params} state={state}>
        {words}
      </Link>
    )
  if (kind === 'local-document')
    return (
      <Link to="/$desk/modelli-documenti" params={{ desk }} state={state}>
        {words}
      </Link>
    )
  if (kind === 'letter-template')
    return (
      <Link to="/$desk/modelli-lettere" params={{ desk }} state={state}>
        {words}
      </Link>
    )
  if (kind === 'hours' && record)
    return (
      <Link to="/$desk/casi/$id/orari" params={params} state={state}>
        {words}
      </Link>
    )
  const task = kind === 'task' ? text(valuesOf(draft).of) : ''
  if (kind === 'task' && (task || !record))
    return (
      <Link to="/$desk/compiti" params={{ desk }} search={task ? { apri: task } : {}} state={state}>
        {words}
      </Link>
    )
  if (kind === 'handover' && record)
    return (
      <Link to="/$desk/carico/$account" params={{ desk, account: record }} state={state}>
        {words}
      </Link>
    )
  if (kind === 'document' && record)
    return (
      <Link to="/$desk/casi/$id/documenti" params={params} state={state}>
        {words}
      </Link>
    )
  if ((kind === 'goal' || kind === 'step' || kind === 'review' || kind === 'follow-up') && record) {
    const of = text(valuesOf(draft).of)
    const esito = Moment.safeParse(valuesOf(draft).moment).data
    const search =
      kind === 'goal' ? { obiettivo: of || 'nuovo' } : kind === 'step' && of ? { passo: of } : esito ? { esito } : {}
    return (
      <Link to="/$desk/casi/$id/percorso" params={params} search={search} state={state}>
        {words}
      </Link>
    )
  }
  const form = { arrival: 'arrivo', payment: 'pagamento', decision: 'decisione' } as const
  if ((kind === 'arrival' || kind === 'payment' || kind === 'decision') && record)
    return (
      <Link
        to="/$desk/casi/$id/arrivo"
        params={params}
        search={{ apri: form[kind], quale: text(valuesOf(draft).of) || undefined }}
        state={state}
      >
        {words}
      </Link>
    )
  if (kind === 'notice' || kind === 'arrangement')
    return (
      <Link to="/$desk/informative" params={{ desk }} state={state}>
        {words}
      </Link>
    )
  const referral =
    kind === 'message' || kind === 'appointment' ? record : kind === 'referral' ? text(valuesOf(draft).referralId) : ''
  if (referral)
    return (
      <Link to="/$desk/invii/$id" params={{ desk, id: referral }} state={state}>
        {words}
      </Link>
    )
  if (kind === 'referral' && record)
    return (
      <Link to="/$desk/casi/$id/invio" params={params} state={state}>
        {words}
      </Link>
    )
  if (record)
    return (
      <Link to="/$desk/casi/$id" params={{ desk, id: caseOf(draft) }} state={state}>
        {words}
      </Link>
    )
  return <span>{words}</span>
}
