import type { CivilDate } from '#model/calendar.ts'
import { requirementsOf } from '#model/documents/engine.ts'
import type { DocumentGraph } from '#model/documents/graph.ts'
import type { DraftHandle } from '../drafts/use-draft.ts'
import { Chip } from '../ui/Chip.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { shortDate, shortInstant } from '../ui/dates.ts'
import { useText } from '../ui/text.tsx'
import { LocalChip, PlaceChip, StandingChip } from './DocumentChips.tsx'
import { DocumentForm, type TypedDocuments } from './DocumentForm.tsx'
import { DocumentHow } from './DocumentHow.tsx'
import { useDocumentWords } from './document-words.ts'
import type { Row } from './person-view.ts'
import { SourceLine } from './SourceLine.tsx'

type Props = {
  caseId: string
  row: Row
  graph: DocumentGraph
  today: CivilDate
  /** Without one it is only read. */
  draft: DraftHandle<TypedDocuments> | null
  onClose: () => void
}

/** One document: how it stands, how one comes to it, and all that was recorded of it. */
export function DocumentDialog({ caseId, row, graph, today, draft, onClose }: Props) {
  const { t, lang } = useText()
  const words = useDocumentWords()
  const needed = requirementsOf(graph, row.code, today)
  return (
    <Dialog title={words.name(row.code)} onClose={onClose} wide>
      <div className="doc-dialog chips">
        <StandingChip standing={row.standing} />
        {row.place !== 'held' && !row.gone && <PlaceChip place={row.place} />}
        <LocalChip node={row.node} />
      </div>
      {draft?.ready && <DocumentForm caseId={caseId} row={row} draft={draft} onDone={onClose} />}
      <h3>{t('documents.needs')}</h3>
      {needed.length === 0 && !row.gone && <p>{t('documents.needs-nothing')}</p>}
      <ul className="doc-needs">
        {needed.map((each) => (
          <li key={each.anyOf.join(' ')}>
            {words.requirement(each)} {each.local && <Chip icon="desk">{t('documents.local-of-desk')}</Chip>}
            <SourceLine source={each.from} />
            {each.local && each.local !== each.from && <SourceLine source={each.local} />}
          </li>
        ))}
      </ul>
      {row.gone ? <p>{t('documents.local-gone-says')}</p> : <DocumentHow node={row.node} today={today} />}
      <h3>{t('documents.history')}</h3>
      {row.history.length === 0 && <p className="quiet">{t('documents.history-none')}</p>}
      <ul className="lines">
        {row.history.map(({ no, state, expiresOn, number, note, by, at }) => (
          <li key={no}>
            <div>
              {t('documents.history-line', { state: words.standing(state), by, at: shortInstant(at, lang) })}
              {expiresOn && <small>{t('documents.until-day', { day: shortDate(expiresOn, lang) })}</small>}
              {number && <small className="personal">{number}</small>}
              {note && <small className="personal">{note}</small>}
            </div>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
