import { CaseFacts, CaseFile } from '#model/cases/contract.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { type Edit, EditForm } from '../ui/EditForm.tsx'
import { Card, Skeleton } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { CaseFactsFields, type FactValues, useFactWords } from './CaseFactsFields.tsx'
import { useCaseActs } from './queries.ts'

const factsOf = ({ profile, stayDocument, sector, workForm, needs }: FactValues): FactValues => ({
  profile,
  stayDocument,
  sector,
  workForm,
  needs,
})

/** Corrects the facts of a case. */
export function CaseFactsForm({ file, onDone }: { file: CaseFile; onDone: () => void }) {
  const { t } = useText()
  const say = useSay()
  const acts = useCaseActs(file.id)
  const base = factsOf(file)
  const draft = useDraft<Edit<FactValues>>('case', file.id, { ...base, base, version: file.version })
  const words = useFactWords()
  return (
    <Card title={t('cases.correct')}>
      {!draft.ready ? (
        <Skeleton rows={5} />
      ) : (
        <EditForm
          {...words}
          draft={draft}
          status={<DraftStatus draft={draft} />}
          record={CaseFile}
          valuesOf={factsOf}
          versionOf={({ version }) => version}
          read={(values) => ({ ok: true, body: CaseFacts.parse(values) })}
          send={(facts, version) => acts.correct({ ...facts, version })}
          onSaved={() => say(t('cases.corrected'))}
          onClose={onDone}
        >
          {(fields) => <CaseFactsFields {...fields} />}
        </EditForm>
      )}
    </Card>
  )
}
