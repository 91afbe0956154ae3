import { type FormEvent, useState } from 'react'
import { CaseFacts, CaseFile } from '#model/cases/contract.ts'
import { CallError } from '../call.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { Button } from '../ui/Button.tsx'
import { ConflictPanel } from '../ui/ConflictPanel.tsx'
import { mergeEdits } from '../ui/conflict.ts'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Failure } from '../ui/failure.tsx'
import { submitKeys } from '../ui/form-keys.ts'
import { Card, Skeleton } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useWrong } from '../ui/wrong.ts'
import { CaseFactsFields, type FactValues, useFactWords } from './CaseFactsFields.tsx'
import { useCaseActs } from './queries.ts'

type Edit = FactValues & { base: FactValues; version: number }

const factsOf = (file: FactValues): FactValues => ({
  profile: file.profile,
  stayDocument: file.stayDocument,
  sector: file.sector,
  workForm: file.workForm,
  needs: file.needs,
})

/** Corrects the facts of a case. If somebody else was first, what changed stands side by side. */
export function CaseFactsForm({ file, onDone }: { file: CaseFile; onDone: () => void }) {
  const { t } = useText()
  const say = useSay()
  const acts = useCaseActs(file.id)
  const base = factsOf(file)
  const draft = useDraft<Edit>('case', file.id, { ...base, base, version: file.version })
  const words = useFactWords()
  const wrong = useWrong(words.labelOf)
  const [busy, setBusy] = useState(false)
  const change = (part: Partial<FactValues>) => {
    wrong.forget(part)
    draft.change(part)
  }
  const [theirs, setTheirs] = useState<CaseFile | null>(null)
  const mine = factsOf(draft.values)

  const save = async (values: FactValues, version: number) => {
    wrong.clear()
    setBusy(true)
    try {
      await acts.correct({ ...CaseFacts.parse(values), version })
      await draft.finish()
      say(t('cases.corrected'))
      onDone()
    } catch (error) {
      const now = error instanceof CallError && error.code === 'moved-on' ? CaseFile.safeParse(error.current) : null
      if (now?.success) setTheirs(now.data)
      else wrong.take(error)
    } finally {
      setBusy(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!busy) void save(mine, draft.values.version)
  }
  const conflict = theirs && mergeEdits<FactValues>(draft.values.base, mine, factsOf(theirs))
  return (
    <Card title={t('cases.correct')}>
      {!draft.ready ? (
        <Skeleton rows={5} />
      ) : (
        <form className="form" onSubmit={submit} onKeyDown={submitKeys}>
          <ErrorSummary wrong={wrong.list} round={wrong.round} />
          <CaseFactsFields values={mine} change={change} wrong={wrong.fields} />
          {wrong.failed !== null && <Failure error={wrong.failed} />}
          <div className="form-actions form-actions-thumb">
            <Button type="submit" look="primary" busy={busy} title={t('ui.ctrl-enter')}>
              {t('ui.save')}
            </Button>
            <Button onClick={onDone}>{t('ui.close-keep-draft')}</Button>
            <DraftStatus draft={draft} />
          </div>
        </form>
      )}
      {theirs && conflict && (
        <ConflictPanel<FactValues>
          {...conflict}
          {...words}
          onClose={() => setTheirs(null)}
          onDone={(picked) => {
            const merged = { ...conflict.merged, ...picked }
            draft.change({ ...merged, base: factsOf(theirs), version: theirs.version })
            setTheirs(null)
            void save(merged, theirs.version)
          }}
        />
      )}
    </Card>
  )
}
