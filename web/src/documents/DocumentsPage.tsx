import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import type { DocumentState } from '#model/codes/document-states.ts'
import type { PersonDocuments } from '#model/documents/contract.ts'
import { AnyDocument, documentNodes, type GoalCode, goals } from '#model/documents/documents.ts'
import type { LocalDocuments } from '#model/documents/edit-contract.ts'
import { graphWithEdits, heldEdits } from '#model/documents/edits.ts'
import { useAskedDraft, useDraft } from '../drafts/use-draft.ts'
import { useDesk } from '../identity/desk.tsx'
import { RestrictionBanner } from '../privacy/RestrictionBanner.tsx'
import { Notice } from '../ui/Chip.tsx'
import { Card, Page } from '../ui/Page.tsx'
import { FilterSelect } from '../ui/Pager.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { DocumentDialog } from './DocumentDialog.tsx'
import type { TypedDocuments } from './DocumentForm.tsx'
import { DocumentGraph } from './DocumentGraph.tsx'
import { DocumentTable } from './DocumentTable.tsx'
import { LeftOutNotice } from './LeftOutNotice.tsx'
import { viewOf } from './person-view.ts'
import { documentsQuery, localDocumentsQuery } from './queries.ts'
import { useChangeState } from './use-change-state.ts'
import { WayCard } from './WayCard.tsx'

const nothingTyped: TypedDocuments = {}

/** The documents of the person of a case: what is there, what can be had now, what blocks what. */
export function DocumentsPage() {
  const { t } = useText()
  const desk = useDesk()
  const { id } = useParams({ from: '/signed-in/$desk/casi/$id/documenti' })
  const navigate = useNavigate()
  const query = useQuery(documentsQuery(desk.code, id))
  const local = useQuery(localDocumentsQuery(desk.code))
  const person = query.data?.person
  return (
    <Page
      title={t('documents.title')}
      tab={t('documents.title')}
      wide
      menu={[
        {
          label: t('documents.local-title'),
          icon: 'note',
          run: () => void navigate({ to: '/$desk/modelli-documenti', params: { desk: desk.code } }),
        },
      ]}
      facts={
        person && [
          {
            label: t('cases.one'),
            value: (
              <Link className="personal" to="/$desk/casi/$id" params={{ desk: desk.code, id }}>
                {person.name || person.code || t(person.erased ? 'people.erased' : 'people.unnamed')}
              </Link>
            ),
          },
        ]
      }
    >
      {person && <RestrictionBanner personId={person.id} />}
      <QueryState query={query.error || query.isPending ? query : local} rows={10} />
      {query.data && local.data && <Whole data={query.data} local={local.data} />}
    </Page>
  )
}

function Whole({ data, local }: { data: PersonDocuments; local: LocalDocuments }) {
  const { t } = useText()
  const navigate = useNavigate()
  const search = useSearch({ from: '/signed-in/$desk/casi/$id/documenti' })
  const set = (part: Partial<typeof search>) => void navigate({ to: '.', search: { ...search, ...part } })
  const desk = useDesk()
  const mayWrite = data.can.includes('write')
  const draft = useDraft<TypedDocuments>('document', data.caseId, nothingTyped, mayWrite)
  useDraftThatWasAsked(draft.ready ? draft.values : null, search.documento === undefined, (documento) =>
    set({ documento }),
  )
  const change = useChangeState(data.caseId, data.today)
  const { graph, leftOut } = useMemo(
    () => graphWithEdits(documentNodes, heldEdits(local.rows), data.today),
    [local.rows, data.today],
  )
  const view = useMemo(() => viewOf(data, graph, search.per), [data, graph, search.per])
  const all = useMemo(() => viewOf(data, graph, undefined).rows, [data, graph])
  const open = all.find(({ code }) => code === search.documento)
  const withheld = all.filter(({ standing }) => standing === 'withheld').length
  const count = (place: string) => view.rows.filter((row) => row.place === place).length
  return (
    <>
      {withheld > 0 && (
        <Notice tone="amber">
          <p>{t('documents.withheld', { count: withheld })}</p>
          {/* It is recorded among the signs by whoever thinks so, never by itself. */}
          <p>
            <Link to="/$desk/casi/$id/segni" params={{ desk: desk.code, id: data.caseId }}>
              {t('documents.to-signs')}
            </Link>
          </p>
        </Notice>
      )}
      {!mayWrite && !data.person.erased && <p className="quiet">{t('documents.read-only')}</p>}
      <LeftOutNotice leftOut={leftOut} />
      <div className="toolbar">
        <FilterSelect
          id="per"
          label={t('documents.goal')}
          none={t('documents.goal-none')}
          value={search.per}
          options={goals.map(({ code }) => ({ value: code, label: t(`documents.goal.${code}`) }))}
          onChange={(per) => set({ per: per as GoalCode | undefined })}
        />
      </div>
      <p>{t('documents.indicative-all')}</p>
      {view.steps !== undefined && <WayCard steps={view.steps} graph={graph} today={view.today} />}
      <div className="doc-drawing">
        <Card title={t('documents.drawing')}>
          <p className="quiet">{t('documents.drawing-hint')}</p>
          <DocumentGraph {...view} />
        </Card>
      </div>
      <Card title={t('documents.list')}>
        <p>{t('documents.count', { held: count('held'), now: count('now'), blocked: count('blocked') })}</p>
        <DocumentTable
          caseId={data.caseId}
          rows={view.rows}
          change={mayWrite ? (row, state: DocumentState) => void change(row, state) : null}
        />
      </Card>
      {open && (
        <DocumentDialog
          caseId={data.caseId}
          row={open}
          graph={graph}
          today={data.today}
          draft={mayWrite && !open.gone ? draft : null}
          onClose={() => set({ documento: undefined })}
        />
      )}
    </>
  )
}

/** Opened from the list of drafts, the page shows the document of which something was typed. */
function useDraftThatWasAsked(values: TypedDocuments | null, isFree: boolean, show: (code: AnyDocument) => void): void {
  const asked = useAskedDraft()?.kind === 'document'
  const typed = values && Object.keys(values).find((code) => values[code])
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the draft is there
  useEffect(() => {
    const code = AnyDocument.safeParse(typed)
    if (asked && isFree && code.success) show(code.data)
  }, [asked, typed === undefined])
}
