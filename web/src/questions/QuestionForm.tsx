import { useState } from 'react'
import { v7 } from 'uuid'
import { languages } from '#model/codes/languages.ts'
import { copyLanguages } from '#model/privacy/copy-languages.ts'
import { MOST_OPTIONS, type Question, QuestionKind, QuestionPlace, QuestionSet } from '#model/questions/contract.ts'
import { askedAlike } from '#model/questions/rules.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { Button } from '../ui/Button.tsx'
import { ChecksField } from '../ui/ChecksField.tsx'
import { Notice } from '../ui/Chip.tsx'
import { ChoiceField } from '../ui/ChoiceField.tsx'
import { useCodes } from '../ui/codes.ts'
import { type Edit, EditForm } from '../ui/EditForm.tsx'
import { type Fields, useFields } from '../ui/form.ts'
import { Skeleton } from '../ui/Page.tsx'
import { AreaField, SelectField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { OptionFields } from './OptionFields.tsx'
import { useQuestionActs } from './queries.ts'
import { type QuestionValues, questionValues, readQuestion } from './question-values.ts'

type Props = { question: Question | undefined; set: QuestionSet; onDone: () => void }

/** A question of the desk: begun, or its words changed. What was said once and for all is not offered again. */
export function QuestionForm({ question, set, onDone }: Props) {
  const { t } = useText()
  const say = useSay()
  const acts = useQuestionActs()
  const sayValue = useSayQuestion()
  const base = questionValues(question)
  const of = question?.id ?? null
  const [isMeant, setIsMeant] = useState(false)
  const draft = useDraft<Edit<QuestionValues>>(
    'question',
    null,
    { ...base, base, version: question?.versions[0]?.no ?? 0 },
    true,
    (kept) => kept.of === of,
  )
  const now = ({ rows }: QuestionSet) => rows.find(({ id }) => id === of)
  const alike = (values: QuestionValues) =>
    askedAlike(set.rows, {
      ...{ id: of, place: values.place },
      wordings: ['it', ...values.languages].map((language) => ({ language, label: values.labels[language] ?? '' })),
    })
  const read = (values: QuestionValues) => {
    const found = readQuestion(set.rows.map(({ key }) => key))(values)
    return found.ok && alike(values) && !isMeant
      ? { ok: false as const, wrong: { again: 'questions.wrong.again' } }
      : found
  }
  if (!draft.ready) return <Skeleton rows={6} />
  return (
    <EditForm
      draft={draft}
      status={<DraftStatus draft={draft} />}
      record={QuestionSet}
      valuesOf={(theirs) => questionValues(now(theirs))}
      versionOf={(theirs) => now(theirs)?.versions[0]?.no ?? 0}
      labelOf={(field) => t(`questions.field.${field}`)}
      sayValue={sayValue}
      read={read}
      send={(body, no) => acts.write(of ?? draft.id, { ...body, no })}
      onSaved={() => say(t(of ? 'questions.changed' : 'questions.begun'))}
      onClose={onDone}
    >
      {(fields) => (
        <>
          <QuestionFields fields={fields} isNew={of === null} />
          {alike(fields.values) && (
            <Notice tone="amber">
              <p>{t('questions.alike')}</p>
              <ChecksField
                id="again"
                label={t('questions.field.again')}
                value={isMeant ? ['again'] : []}
                onChange={(chosen) => setIsMeant(chosen.length > 0)}
                options={[{ value: 'again', label: t('questions.again') }]}
              />
            </Notice>
          )}
        </>
      )}
    </EditForm>
  )
}

/** What a field of a question says, where two changed it. */
function useSayQuestion() {
  const { t } = useText()
  return (field: keyof QuestionValues & string, value: unknown): string => {
    if (field === 'special') return t(value ? 'questions.yes' : 'questions.no')
    if (field === 'options')
      return (value as QuestionValues['options'])
        .map(({ labels, retired }) => (retired ? `${labels.it} (${t('questions.retired-option')})` : labels.it))
        .join(' · ')
    if (typeof value === 'object' && value !== null) return Object.values(value).join(' · ')
    return String(value ?? '')
  }
}

function QuestionFields({ fields, isNew }: { fields: Fields<QuestionValues>; isNew: boolean }) {
  const { t } = useText()
  const codes = useCodes()
  const at = useFields(fields)
  const { values, change } = fields
  const isList = values.kind === 'one' || values.kind === 'several'
  const others = copyLanguages.filter((each) => each !== 'it' && !values.languages.includes(each))
  const error = (name: string) => fields.wrong[name] && t(fields.wrong[name])
  return (
    <>
      {isNew && (
        <>
          <p className="quiet">{t('questions.once-for-all')}</p>
          <ChoiceField
            {...at('place')}
            onChange={(place) => change({ place: place as QuestionPlace })}
            label={t('questions.field.place')}
            options={QuestionPlace.options.map((value) => ({ value, label: t(`questions.place.${value}`) }))}
          />
          <SelectField
            {...at('kind')}
            onChange={(kind) => change({ kind: kind as QuestionKind })}
            label={t('questions.field.kind')}
            options={QuestionKind.options.map((value) => ({ value, label: t(`questions.kind.${value}`) }))}
          />
        </>
      )}
      <TextField
        id="labels"
        label={t('questions.field.label')}
        help={isNew ? undefined : t('questions.label-help')}
        value={values.labels.it ?? ''}
        onChange={(label) => change({ labels: { ...values.labels, it: label } })}
        error={error('labels')}
        maxLength={300}
      />
      <AreaField
        id="helps"
        label={t('questions.field.help')}
        value={values.helps.it ?? ''}
        onChange={(help) => change({ helps: { ...values.helps, it: help } })}
        rows={2}
        maxLength={1_000}
        optional
      />
      {values.kind === 'number' && (
        <div className="field-row">
          <TextField {...at('unit')} label={t('questions.field.unit')} maxLength={30} optional />
          <TextField {...at('least')} label={t('questions.field.least')} inputMode="decimal" maxLength={12} optional />
          <TextField {...at('most')} label={t('questions.field.most')} inputMode="decimal" maxLength={12} optional />
        </div>
      )}
      {isList && (
        <OptionFields values={values} change={change} error={error('options')} most={MOST_OPTIONS} newId={v7} />
      )}
      <ChecksField
        id="special"
        label={t('questions.field.special')}
        value={values.special ? ['special'] : []}
        onChange={(chosen) => change({ special: chosen.length > 0 })}
        options={[{ value: 'special', label: t('questions.special') }]}
      />
      {values.languages.map((language) => (
        <fieldset key={language} className="template-goal">
          <legend className="field-label">{codes.one(languages, language)}</legend>
          <TextField
            id={`label-${language}`}
            label={t('questions.field.label')}
            value={values.labels[language] ?? ''}
            onChange={(label) => change({ labels: { ...values.labels, [language]: label } })}
            maxLength={300}
          />
          <TextField
            id={`help-${language}`}
            label={t('questions.field.help')}
            value={values.helps[language] ?? ''}
            onChange={(help) => change({ helps: { ...values.helps, [language]: help } })}
            maxLength={1_000}
            optional
          />
          <Button
            small
            look="plain"
            icon="close"
            onClick={() => change({ languages: values.languages.filter((each) => each !== language) })}
          >
            {t('questions.drop-language', { language: codes.one(languages, language).toLowerCase() })}
          </Button>
        </fieldset>
      ))}
      {others.length > 0 && (
        <SelectField
          id="languages"
          label={t('questions.field.languages')}
          value=""
          none={t('questions.add-language')}
          onChange={(language) => language && change({ languages: [...values.languages, language] })}
          options={others.map((value) => ({ value, label: codes.one(languages, value) }))}
          optional
        />
      )}
      {isNew && (
        <TextField
          {...at('key')}
          label={t('questions.field.key')}
          help={t('questions.key-help')}
          maxLength={40}
          optional
        />
      )}
    </>
  )
}
