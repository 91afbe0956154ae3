import { useQuery, useQueryClient } from '@tanstack/react-query'
import { v7 } from 'uuid'
import type { DraftKind } from '#model/drafts/contract.ts'
import type { DraftCopy } from '../drafts/newest.ts'
import { bringBack, draftsQuery, throwDraftAway } from '../drafts/queries.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'

type Props = {
  caseId: string
  kinds: readonly DraftKind[]
  /** Not closed but opened again: what is written in closed cases alone was left. */
  reopened?: boolean
}

/** What was being written in a case when it was closed: to be read, copied or thrown away, since nothing can be saved there. */
export function LeftDrafts({ caseId, kinds, reopened }: Props) {
  const { t } = useText()
  const desk = useDesk()
  const say = useSay()
  const client = useQueryClient()
  const query = useQuery({ ...draftsQuery(desk.code), enabled: desk.may('draft.write') })
  const left = (query.data ?? []).flatMap((draft) => {
    const text = (draft.kind === 'answers' ? answersIn(draft) : partOf(draft, 'text')).trim()
    // What was ended or changed of a task that is there can still be saved, at the task.
    const isOfTask = draft.kind === 'task' && partOf(draft, 'of') !== ''
    return kinds.includes(draft.kind) &&
      !isOfTask &&
      (draft.record === caseId || partOf(draft, 'caseId') === caseId) &&
      text
      ? [{ draft, text }]
      : []
  })
  if (left.length === 0) return null
  const again = () => client.invalidateQueries({ queryKey: draftsQuery(desk.code).queryKey })
  const discard = async (draft: DraftCopy) => {
    await throwDraftAway(desk.code, draft.id)
    await again()
    say(t('draft.discarded'), { undo: () => void bringBack(desk.code, { ...draft, id: v7() }).then(again) })
  }
  const copy = (text: string) =>
    navigator.clipboard?.writeText(text).then(
      () => say(t('draft.copied')),
      () => say(t('problem.internal.title'), { bad: true }),
    )
  return (
    <Card title={t('cases.left-drafts')}>
      <p className="quiet">{t(reopened ? 'cases.left-drafts-reopened' : 'cases.left-drafts-text')}</p>
      {left.map(({ draft, text }) => (
        <div key={draft.id}>
          <p>
            <strong>{t(`today.draft.${draft.kind}`)}</strong>
          </p>
          <p className="prose personal">{text}</p>
          <div className="inline">
            <Button small onClick={() => void copy(text)}>
              {t('draft.copy')}
            </Button>
            <Button small look="plain" onClick={() => void discard(draft)}>
              {t('draft.discard')}
            </Button>
          </div>
        </div>
      ))}
    </Card>
  )
}

function partOf({ kept: { values } }: DraftCopy, part: 'text' | 'caseId' | 'of'): string {
  const value = typeof values === 'object' && values !== null ? (values as Record<string, unknown>)[part] : ''
  return typeof value === 'string' ? value : ''
}

/** What was typed in a form of many answers, each with a text of its own. */
function answersIn({ kept: { values } }: DraftCopy): string {
  const all = typeof values === 'object' && values !== null ? Object.values(values) : []
  return all
    .flatMap((each) => (typeof each?.text === 'string' && each.text.trim() ? [each.text.trim()] : []))
    .join('\n\n')
}
