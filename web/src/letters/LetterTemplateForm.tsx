import { isRightToLeft, type Language, languages } from '#model/codes/languages.ts'
import { isField, type LetterField } from '#model/letters/fields.ts'
import type { LetterTemplate, LetterText, TemplateKey } from '#model/letters/template-contract.ts'
import { DraftActions } from '../drafts/DraftActions.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { useForm } from '../ui/form.ts'
import { submitKeys } from '../ui/form-keys.ts'
import { Skeleton } from '../ui/Page.tsx'
import { AreaField, SelectField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useWriteLetterTemplate } from './queries.ts'
import {
  allowedIn,
  asKept,
  asRead,
  onlyItalianChanged,
  readTemplate,
  type TemplateDraft,
  templateDraft,
  textOf,
  withText,
  wrongIn,
} from './template-values.ts'

type Props = {
  id: TemplateKey
  no: number
  template: LetterTemplate | null
  /** Whether a draft is of this form, by the key of its template. */
  fits: (key: string) => boolean
  onDone: () => void
}

/** A template of the desk, typed: its words in Italian, and in other languages where the desk has them. */
export function LetterTemplateForm({ id, no, template, fits, onDone }: Props) {
  const { t } = useText()
  const codes = useCodes()
  const say = useSay()
  const write = useWriteLetterTemplate()
  const begin = templateDraft(id, no, template)
  const draft = useDraft<TemplateDraft>('letter-template', null, begin, true, (kept) => fits(kept.key))
  const form = useForm(draft, (field) => t(`letters.template-${field}`), readTemplate)
  const { values } = draft
  if (!draft.ready) return <Skeleton rows={6} />
  const at = (field: string) => `${id}-${field}`
  const labelOf = (field: LetterField) => t(`letters.field.${field}`)
  const text = textOf(values, values.shown)
  const set = (part: Partial<LetterText>) => {
    form.wrong.forget({ title: null, text: null })
    form.fields.change({ texts: withText(values, { ...text, ...part }) })
  }
  const submit = () => {
    const { shown } = readTemplate(values)
    if (shown) form.fields.change({ shown })
    return form.save(async (body) => {
      if (!(await write(values.key as TemplateKey, { no: values.no, template: body }))) {
        say(t('letters.template-first'), { bad: true })
        return
      }
      await draft.finish()
      say(t('letters.template-saved'))
      onDone()
    })
  }
  // A colleague was first: what is typed is set beside it, and which of the two holds is said by whoever saves.
  const theirs = values.no === no ? null : textOf(begin, values.shown)
  const says = (field: string) => form.wrong.fields[field] && t(form.wrong.fields[field])
  return (
    <form
      className="form"
      aria-label={t('letters.template-edit')}
      onKeyDown={submitKeys}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <ErrorSummary wrong={form.wrong.list.map((one) => ({ ...one, field: at(one.field) }))} round={form.wrong.round} />
      {theirs && (
        <Notice tone="amber" title={t('letters.template-theirs', { language: codes.one(languages, values.shown) })}>
          <p dir="auto">
            <strong>{theirs.title || t('ui.none')}</strong>
          </p>
          <p className="prose" dir="auto">
            {asRead(theirs.text, labelOf)}
          </p>
          <div className="inline">
            <Button small onClick={() => form.fields.change({ no })}>
              {t('letters.template-keep-mine')}
            </Button>
            <Button small look="plain" onClick={() => form.fields.change({ ...begin, shown: values.shown })}>
              {t('letters.template-take-theirs')}
            </Button>
          </div>
        </Notice>
      )}
      <label className="check">
        <input
          type="checkbox"
          checked={values.discreet}
          onChange={() => form.fields.change({ discreet: !values.discreet })}
        />{' '}
        {t('letters.template-discreet')}
      </label>
      {values.discreet && <p className="quiet">{t('letters.discreet-says')}</p>}
      <SelectField
        id={at('language')}
        label={t('letters.language')}
        value={values.shown}
        onChange={(shown) => form.fields.change({ shown: shown as Language })}
        options={languages.map(({ code }) => ({
          value: code,
          label: values.texts.some(({ language }) => language === code)
            ? t('letters.template-written', { language: codes.one(languages, code) })
            : codes.one(languages, code),
        }))}
      />
      <div lang={values.shown} dir={isRightToLeft(values.shown) ? 'rtl' : 'ltr'} className="form">
        <TextField
          id={at('title')}
          label={t('letters.template-title')}
          value={text.title}
          onChange={(title) => set({ title })}
          error={says('title')}
          maxLength={200}
        />
        <AreaField
          id={at('text')}
          label={t('letters.template-text')}
          help={t('letters.template-text-help')}
          value={asRead(text.text, labelOf)}
          onChange={(said) => set({ text: asKept(said, labelOf) })}
          error={says('text')}
          rows={10}
          maxLength={8_000}
        />
      </div>
      <FieldButtons
        fields={allowedIn(values.discreet)}
        put={(field) =>
          set({ text: `${text.text}${text.text === '' || /\s$/.test(text.text) ? '' : ' '}{{${field}}}` })
        }
      />
      <Problems draft={values} text={text} />
      {values.texts.length > 1 && (
        <p>
          {onlyItalianChanged(begin, values) && <span className="quiet">{t('letters.template-others-stay')} </span>}
          <Button
            small
            look="plain"
            onClick={() =>
              form.fields.change({ shown: 'it', texts: values.texts.filter(({ language }) => language === 'it') })
            }
          >
            {t('letters.template-italian-only')}
          </Button>
        </p>
      )}
      <DraftActions form={form} draft={draft} onClose={onDone} />
    </form>
  )
}

/** The fields that may stand in the text: each is put at its end by a button. */
function FieldButtons({ fields, put }: { fields: readonly LetterField[]; put: (field: LetterField) => void }) {
  const { t } = useText()
  return (
    <fieldset className="letter-fields">
      <legend className="field-label">{t('letters.template-fields')}</legend>
      <div className="inline">
        {fields.map((field) => (
          <Button key={field} small onClick={() => put(field)}>
            {t(`letters.field.${field}`)}
          </Button>
        ))}
      </div>
    </fieldset>
  )
}

/** What is wrong with the fields of the text at hand: which, and on which line. */
function Problems({ draft, text }: { draft: TemplateDraft; text: LetterText }) {
  const { t } = useText()
  const wrong = wrongIn(draft, text)
  if (wrong.length === 0) return null
  return (
    <Notice tone="amber">
      <ul>
        {wrong.map(({ line, name, code }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line may be wrong twice
          <li key={place}>
            {t(`letters.wrong.${code}`, {
              line,
              name: isField(name.trim()) ? t(`letters.field.${name.trim()}`) : name.trim(),
            })}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
