import { useQuery } from '@tanstack/react-query'
import { type Language, languages } from '#model/codes/languages.ts'
import type { LetterField } from '#model/letters/fields.ts'
import { letterProblem } from '#model/letters/rules.ts'
import { signsWithoutFont } from '#model/letters/signs.ts'
import type { TemplateKey, TemplateRow } from '#model/letters/template-contract.ts'
import { fieldsIn, gapsIn } from '#model/letters/text.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Chip, Notice } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Failure } from '../ui/failure.tsx'
import { useForm } from '../ui/form.ts'
import { submitKeys } from '../ui/form-keys.ts'
import { useKeys } from '../ui/keys.tsx'
import { Card, Skeleton } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { SelectField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { LetterFields, prefix } from './LetterFields.tsx'
import { LetterPreview } from './LetterPreview.tsx'
import {
  type LetterDraft,
  noLetter,
  readLetter,
  saidIn,
  staysBehind,
  templatesThatHold,
  textIn,
  titleOf,
  withTyped,
} from './letter-values.ts'
import { fillingQuery, useWriteLetters } from './queries.ts'

type Props = { caseId: string; rows: readonly TemplateRow[]; spoken: Language | null }

/** A new letter: which template, in which language, what is filled in; each field can be changed, and the paper is shown beside. */
export function LetterForm({ caseId, rows, spoken }: Props) {
  const { t, lang } = useText()
  const codes = useCodes()
  const say = useSay()
  const desk = useDesk().code
  const write = useWriteLetters(caseId)
  const draft = useDraft<LetterDraft>('letter', caseId, noLetter)
  const { values, id } = draft
  const templates = templatesThatHold(rows)
  const held = templates.find((one) => one.id === values.template)
  const text = held && textIn(held.template, values.language, spoken)
  const filling = useQuery({
    ...fillingQuery(desk, caseId, values.template as TemplateKey),
    enabled: held !== undefined,
  })
  const filled = filling.data?.values
  const fields = text ? fieldsIn(text.text) : []
  const form = useForm(
    draft,
    (field) => t(`letters.field.${field}`),
    ({ typed }) => (filled ? readLetter(typed, filled, fields).read : { ok: false as const, wrong: {} }),
  )
  useKeys([{ key: 'o', says: t('letters.key-new'), run: () => document.getElementById(`${prefix}template`)?.focus() }])
  if (!draft.ready) return <Skeleton rows={6} />
  const now = filled && readLetter(values.typed, filled, fields).values
  const gaps = text && now ? gapsIn(text.text, now) : []
  const problem = text && now ? letterProblem(text, now) : null
  const signs = text && now ? signsWithoutFont(text, now) : []
  const choose = (template: string) => {
    const next = templates.find(({ id }) => id === template)
    const { typed, text: kept } = values
    const isLeft = staysBehind(values, held?.template, next?.template)
    form.fields.change({ template, language: '', ...(isLeft && { typed: {}, text: '' }) })
    if (isLeft) say(t('letters.typed-left'), { undo: () => form.fields.change({ typed, text: kept }) })
  }
  const change = (field: LetterField, said: string) => {
    form.wrong.forget({ [field]: null })
    form.fields.change(withTyped(values, field, said))
  }
  const submit = () =>
    form.save(async (body) => {
      if (!held || !text || !filling.data) return
      const { no } = filling.data
      const letter = { id, template: held.id, no, language: text.language, values: body }
      if (!(await write.make(letter))) {
        say(t('letters.template-moved'), { bad: true })
        return
      }
      await draft.finish(noLetter)
      say(t('letters.made'))
      document.getElementById('letters-made')?.focus()
    })
  return (
    <Card title={t('letters.new')}>
      <form
        className="form"
        aria-label={t('letters.new')}
        onKeyDown={submitKeys}
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <ErrorSummary
          wrong={form.wrong.list.map((one) => ({ ...one, field: `${prefix}${one.field}` }))}
          round={form.wrong.round}
        />
        <div className="field-row">
          <SelectField
            id={`${prefix}template`}
            label={t('letters.template')}
            value={held ? values.template : ''}
            onChange={choose}
            options={templates.map((one) => ({ value: one.id, label: titleOf(one.template, lang) }))}
            none={t('ui.choose')}
          />
          {held && text && (
            <SelectField
              id={`${prefix}language`}
              label={t('letters.language')}
              value={text.language}
              onChange={(language) => form.fields.change({ language })}
              options={held.template.texts.map(({ language }) => ({
                value: language,
                label: codes.one(languages, language),
              }))}
            />
          )}
        </div>
        {held?.template.discreet && (
          <Notice>
            <p>
              <Chip>{t('letters.discreet')}</Chip> {t('letters.discreet-says')}
            </p>
          </Notice>
        )}
        {held && <QueryState query={filling} rows={4} />}
        {held && text && filled && now && (
          <div className="letter-desk">
            <div>
              <LetterFields
                fields={fields}
                said={(field) => saidIn(values.typed, filled, field)}
                wrong={form.fields.wrong}
                change={change}
              />
            </div>
            <LetterPreview text={text} head={filling.data?.head ?? []} values={now} own={held.own} />
          </div>
        )}
        {gaps.length > 0 && (
          <Notice tone="amber">
            <p>{t('letters.gaps', { fields: gaps.map((field) => t(`letters.field.${field}`)).join(', ') })}</p>
          </Notice>
        )}
        {signs.length > 0 && (
          <Notice tone="amber">
            <p>{t('letters.no-font', { signs: signs.join(' ') })}</p>
          </Notice>
        )}
        {problem && (
          <Notice tone="amber">
            <p>{t(`problem.reason.${problem}`)}</p>
          </Notice>
        )}
        {form.wrong.failed !== null && <Failure error={form.wrong.failed} />}
        {held && filled && (
          <div className="form-actions">
            <Button type="submit" look="primary" busy={form.busy} title={t('ui.ctrl-enter')}>
              {t('letters.make')}
            </Button>
            <DraftStatus draft={draft} />
          </div>
        )}
      </form>
    </Card>
  )
}
