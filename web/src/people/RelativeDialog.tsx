import { livingPlaces, relations } from '#model/codes/relations.ts'
import type { Ties } from '#model/people/ties-contract.ts'
import { useDraft } from '../drafts/use-draft.ts'
import { HistoryLines } from '../pathway/HistoryLines.tsx'
import { PathwayForm } from '../pathway/PathwayForm.tsx'
import { Button } from '../ui/Button.tsx'
import { ChoiceField } from '../ui/ChoiceField.tsx'
import { useCodes } from '../ui/codes.ts'
import { DateField } from '../ui/DateField.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { useFields, useForm } from '../ui/form.ts'
import { AreaField, SelectField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { PersonPicker } from './PersonPicker.tsx'
import type { TiesDialogProps } from './SafeContactDialog.tsx'
import { RelativeSaid } from './TiesSaid.tsx'
import { useWriteTies } from './ties-queries.ts'
import { type RelativeValues, readRelative, relativeValues } from './ties-values.ts'

type Props = TiesDialogProps & { of: string | null }

/** Somebody of the family: written, corrected, taken back; and all that was written of her or him. */
export function RelativeDialog({ data, of, mayWrite, onClose }: Props) {
  const { t } = useText()
  const codes = useCodes()
  const known = data.relatives.find(({ id }) => id === of)
  return (
    <Dialog title={t(of === null ? 'people.new-relative' : 'people.relative')} onClose={onClose} wide>
      {mayWrite && !known?.hidden && <RelativeForm data={data} of={of} onDone={onClose} />}
      {known && (
        <HistoryLines
          facts={known.history}
          say={(fact) => (
            <>
              {codes.one(relations, fact.relation)} <span className="personal">{fact.name}</span>{' '}
              <RelativeSaid fact={fact} birthDate={fact.birthDate} />
            </>
          )}
        />
      )}
    </Dialog>
  )
}

function RelativeForm({ data, of, onDone }: { data: Ties; of: string | null; onDone: () => void }) {
  const { t } = useText()
  const say = useSay()
  const codes = useCodes()
  const write = useWriteTies(data.personId)
  const draft = useDraft<RelativeValues>(
    'relative',
    data.personId,
    relativeValues(
      of,
      data.relatives.find(({ id }) => id === of),
    ),
    true,
    (kept) => kept.of === of,
  )
  const id = of ?? draft.id
  const known = data.relatives.find((relative) => relative.id === id)
  const latest = known?.history[0]
  const form = useForm(draft, (field) => t(`people.relative-${field}`), readRelative(data.personId))
  const at = useFields(form.fields, 'relative-')
  const { values } = draft
  const send = (withdrawn: boolean, says: string, sent: RelativeValues) =>
    form.save(async (body) => {
      if (!(await write.relative(id, { ...body, withdrawn }))) return
      await draft.finish(relativeValues(null, undefined))
      say(says)
      onDone()
    }, sent)
  // What was taken back is not corrected: it is put back as it was, or stays as it is.
  if (latest?.withdrawn)
    return (
      <div className="form">
        <p>{t('people.put-back-relative')}</p>
        {form.wrong.failed !== null && <Failure error={form.wrong.failed} />}
        <div className="form-actions">
          <Button onClick={onDone}>{t('ui.close')}</Button>
          <Button
            busy={form.busy}
            onClick={() => void send(false, t('people.was-put-back'), relativeValues(id, known))}
          >
            {t('people.put-back')}
          </Button>
        </div>
      </div>
    )
  return (
    <PathwayForm
      draft={draft}
      form={form}
      prefix="relative-"
      moved={values.no !== (latest?.no ?? 0)}
      // Who reads that a colleague was first and saves all the same writes after that.
      submit={() => send(false, t('people.relative-saved'), { ...values, no: latest?.no ?? 0 })}
      withdraw={latest ? () => send(true, t('people.tie-taken-back'), relativeValues(id, known)) : undefined}
      onClose={onDone}
    >
      <SelectField
        {...at('relation')}
        onChange={(relation) => form.fields.change({ relation: relation as RelativeValues['relation'] })}
        label={t('people.relative-relation')}
        options={[...(values.relation ? [] : [{ value: '', label: '–' }]), ...codes.options(relations)]}
      />
      {of === null && (
        <ChoiceField
          {...at('who')}
          onChange={(who) => form.fields.change({ who: who as RelativeValues['who'] })}
          label={t('people.relative-who')}
          options={(['desk', 'told'] as const).map((value) => ({ value, label: t(`people.relative-who-${value}`) }))}
        />
      )}
      {values.who === 'desk' ? (
        <Other values={values} change={form.fields.change} fixed={of !== null} error={at('other').error} />
      ) : (
        <>
          <TextField {...at('name')} label={t('people.relative-name')} maxLength={120} personal />
          <DateField
            {...at('birthDate')}
            label={t('people.birth-date')}
            help={t('people.birth-date-help')}
            optional
            birth
          />
        </>
      )}
      <ChoiceField
        {...at('place')}
        onChange={(place) => form.fields.change({ place: place as RelativeValues['place'] })}
        label={t('people.relative-place')}
        options={codes.options(livingPlaces)}
        unanswered
      />
      <ChoiceField
        {...at('dependent')}
        onChange={(given) => form.fields.change({ dependent: given as RelativeValues['dependent'] })}
        label={t('people.relative-dependent')}
        options={(['yes', 'no'] as const).map((value) => ({ value, label: t(`people.${value}`) }))}
        unanswered
      />
      <AreaField {...at('text')} label={t('people.tie-text')} maxLength={1_000} optional personal />
    </PathwayForm>
  )
}

type OtherProps = {
  values: RelativeValues
  change: (part: Partial<RelativeValues>) => void
  fixed: boolean
  error: string | undefined | ''
}

/** The other person, where the desk knows her or him. */
function Other({ values, change, fixed, error }: OtherProps) {
  const { t } = useText()
  if (values.other)
    return (
      <p>
        <strong className="personal">{values.otherName || t('people.unnamed')}</strong>{' '}
        {!fixed && (
          <Button small look="plain" onClick={() => change({ other: null, otherName: '' })}>
            {t('people.relative-another')}
          </Button>
        )}
        {error && <span className="field-error">{error}</span>}
      </p>
    )
  return (
    <fieldset className="field" id="relative-other" tabIndex={-1}>
      <legend className="field-label">{t('people.relative-other')}</legend>
      {error && <span className="field-error">{error}</span>}
      <PersonPicker
        inline={values.inline}
        onInline={(inline) => change({ inline })}
        onPick={({ id, name }) => change({ other: id, otherName: name, inline: null })}
        sex="not_asked"
        citizenship="not_asked"
      />
    </fieldset>
  )
}
