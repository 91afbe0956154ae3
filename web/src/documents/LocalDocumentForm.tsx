import { useState } from 'react'
import { documentNodes } from '#model/documents/documents.ts'
import type { LocalDocuments, LocalEdit } from '#model/documents/edit-contract.ts'
import { editProblem, editRefusal, isOfProduct } from '#model/documents/edit-rules.ts'
import { nameIsTaken } from '#model/documents/edits.ts'
import { type Area, areas } from '#model/documents/graph.ts'
import { CallError } from '../call.ts'
import { DraftActions } from '../drafts/DraftActions.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { Notice } from '../ui/Chip.tsx'
import { DateField } from '../ui/DateField.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { useFields, useForm } from '../ui/form.ts'
import { submitKeys } from '../ui/form-keys.ts'
import { Skeleton } from '../ui/Page.tsx'
import { SelectField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useDocumentWords } from './document-words.ts'
import { useEditWords } from './edit-words.ts'
import { NeedFields, WayFields } from './LocalNeeds.tsx'
import { type LocalValues, localValues, readLocal } from './local-values.ts'
import { useWriteLocalDocument } from './queries.ts'
import { SaidFields } from './SaidFields.tsx'

type Props = {
  document: string
  edit: LocalEdit | null
  data: LocalDocuments
  /** Whether a draft is of this form, by its document. */
  fits: (document: string) => boolean
  onDone: () => void
}

const versionOf = ({ rows }: LocalDocuments, document: string): number =>
  rows.find((row) => row.document === document)?.versions[0]?.no ?? 0

/** What the desk says of a document of the product, or a document of its own. */
export function LocalDocumentForm({ document, edit, data, fits, onDone }: Props) {
  const { t } = useText()
  const say = useSay()
  const words = useDocumentWords()
  const { circle, why } = useEditWords()
  const write = useWriteLocalDocument()
  const [refused, setRefused] = useState('')
  const begin = localValues(document, versionOf(data, document), edit)
  const draft = useDraft<LocalValues>('local-document', null, begin, true, (kept) => fits(kept.document))
  const form = useForm(draft, (field) => t(labels[field] ?? 'documents.local-way'), readLocal)
  const fields = useFields(form.fields, 'local-')
  const { values } = draft
  if (!draft.ready) return <Skeleton rows={6} />
  const isOwn = !isOfProduct(values.document)
  const change = (part: Partial<LocalValues>) => {
    setRefused('')
    form.fields.change(part)
  }
  const refusalOf = (body: LocalEdit): string => {
    const refusal = editRefusal(documentNodes, data.rows, { document: values.document, edit: body }, data.today)
    return refusal && 'why' in refusal ? why(refusal.why) : ''
  }
  const send = async (body: LocalEdit) => {
    const problem = editProblem(values.document, body, data.today)
    if (problem) return form.wrong.set({ [problem.field]: problems[problem.field] ?? `field.${problem.code}` })
    if (nameIsTaken(data.rows, values.document, body)) return form.wrong.set({ name: 'documents.wrong.taken' })
    const found = refusalOf(body)
    setRefused(found)
    if (found) return
    try {
      if (!(await write(values.document, { no: versionOf(data, values.document), edit: body }))) {
        say(t('documents.local-first'), { bad: true })
        return
      }
    } catch (error) {
      if (!(error instanceof CallError) || error.reason !== 'documents-circle') throw error
      setRefused(circle(error.errors.map(({ code }) => code)))
      return
    }
    await draft.finish()
    say(t('documents.local-saved'))
    onDone()
  }
  return (
    <form
      className="form"
      aria-label={isOwn ? t('documents.local-own-form') : words.name(values.document)}
      onKeyDown={submitKeys}
      onSubmit={(event) => {
        event.preventDefault()
        void form.save(send)
      }}
    >
      <ErrorSummary
        wrong={form.wrong.list.map((one) => ({ ...one, field: `local-${one.field}` }))}
        round={form.wrong.round}
      />
      {values.seen !== versionOf(data, values.document) && (
        <Notice tone="amber">
          <p>{t('documents.local-moved-on')}</p>
        </Notice>
      )}
      {isOwn ? (
        <>
          <SaidFields field="name" label={t('documents.local-name')} most={200} {...form.fields} change={change} />
          <SelectField
            id="local-area"
            label={t('documents.local-area')}
            value={values.area}
            onChange={(area) => change({ area: area as Area })}
            options={areas.map((area) => ({ value: area, label: t(`documents.area.${area}`) }))}
          />
        </>
      ) : (
        <p className="quiet">{t('documents.local-change-hint')}</p>
      )}
      <SaidFields field="where" label={t('documents.where')} most={300} {...form.fields} change={change} optional />
      <SaidFields field="bring" label={t('documents.bring')} most={500} {...form.fields} change={change} optional />
      <SaidFields field="time" label={t('documents.time')} most={200} {...form.fields} change={change} optional />
      <NeedFields values={values} change={change} isOwn={isOwn} />
      {!isOwn && <WayFields values={values} change={change} wrong={form.fields.wrong} />}
      <TextField
        {...fields('source')}
        label={t('documents.source')}
        help={t('documents.local-source-help')}
        maxLength={300}
      />
      <DateField {...fields('checkedOn')} label={t('documents.local-checked-on')} />
      <DateField {...fields('validFrom')} label={t('documents.local-valid-from')} optional ahead />
      <DateField {...fields('validUntil')} label={t('documents.local-valid-until')} optional ahead />
      {refused && (
        <Notice tone="red" title={t('documents.local-refused')}>
          <p>{refused}</p>
        </Notice>
      )}
      <DraftActions form={form} draft={draft} onClose={onDone} />
    </form>
  )
}

const labels: Record<string, string> = {
  name: 'documents.local-name',
  where: 'documents.where',
  source: 'documents.source',
  checkedOn: 'documents.local-checked-on',
  validFrom: 'documents.local-valid-from',
  validUntil: 'documents.local-valid-until',
}
/** What the rules say of a field, where the code alone would not tell enough. */
const problems: Record<string, string> = {
  where: 'documents.local-says-nothing',
  validUntil: 'documents.local-days-turned',
}
