import { unanswered } from '#model/codes/answer.ts'
import { documentStates } from '#model/codes/document-states.ts'
import { mayExpire } from '#model/documents/rules.ts'
import { DraftActions } from '../drafts/DraftActions.tsx'
import type { DraftHandle } from '../drafts/use-draft.ts'
import { Notice } from '../ui/Chip.tsx'
import { ChoiceField } from '../ui/ChoiceField.tsx'
import { DateField } from '../ui/DateField.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { useFields, useForm } from '../ui/form.ts'
import { submitKeys } from '../ui/form-keys.ts'
import { AreaField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { type DocumentValues, hasNumber, readDocument, valuesOf } from './document-values.ts'
import { useDocumentWords } from './document-words.ts'
import type { Row } from './person-view.ts'
import { useRecordDocument } from './queries.ts'

/** What is typed of the documents of a case, by document. */
export type TypedDocuments = { [code: string]: DocumentValues | undefined }

type Props = { caseId: string; row: Row; draft: DraftHandle<TypedDocuments>; onDone: () => void }

/** Records how a document stands: what was recorded before stays. */
export function DocumentForm({ caseId, row: { code, latest }, draft, onDone }: Props) {
  const { t } = useText()
  const say = useSay()
  const words = useDocumentWords()
  const record = useRecordDocument(caseId)
  const values = draft.values[code] ?? valuesOf(latest)
  const change = (part: Partial<DocumentValues>) => draft.change({ [code]: { ...values, ...part } })
  const form = useForm({ values, change }, (field) => t(`documents.${fieldKeys[field] ?? 'state'}`), readDocument)
  const at = useFields(form.fields)
  const isBehind = values.no !== (latest?.no ?? 0)
  const finish = () => {
    const others = Object.entries(draft.values).some(([other, typed]) => other !== code && typed)
    return others ? draft.change({ [code]: undefined }) : draft.finish({})
  }
  const submit = () =>
    form.save(
      async (body) => {
        if (!(await record(code, body))) return
        await finish()
        say(t('documents.saved', { document: words.name(code), state: words.standing(body.state) }))
        onDone()
      },
      // Who reads that a colleague was first and saves all the same writes after that.
      { ...values, no: latest?.no ?? 0 },
    )
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
      onKeyDown={submitKeys}
    >
      <ErrorSummary wrong={form.wrong.list} round={form.wrong.round} />
      {isBehind && (
        <Notice tone="amber">
          <p>{t('documents.moved-on')}</p>
        </Notice>
      )}
      <ChoiceField
        id="state"
        label={t('documents.state')}
        value={values.state}
        onChange={(state) => change({ state: state as DocumentValues['state'] })}
        options={states.map((state) => ({ value: state, label: words.standing(state) }))}
      />
      {mayExpire(values.state) && <DateField {...at('expiresOn')} label={t('documents.expires-on')} optional ahead />}
      {hasNumber(values.state) && (
        <TextField
          {...at('number')}
          label={t('documents.number')}
          help={t('documents.number-help')}
          maxLength={60}
          optional
          personal
        />
      )}
      <AreaField
        {...at('note')}
        label={t('documents.note')}
        help={t('documents.note-help')}
        maxLength={1000}
        optional
        personal
      />
      <DraftActions form={form} draft={draft} onClose={onDone} />
    </form>
  )
}

const states = [...documentStates.map(({ code }) => code), ...unanswered]
const fieldKeys: Record<string, string> = { expiresOn: 'expires-on', number: 'number', note: 'note' }
