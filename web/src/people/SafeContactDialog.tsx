import { contactWays, mediatorWishes } from '#model/codes/contact-ways.ts'
import { languages } from '#model/codes/languages.ts'
import { Ties } from '#model/people/ties-contract.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { HistoryLines } from '../pathway/HistoryLines.tsx'
import { ChoiceField, type Option, SeveralField } from '../ui/ChoiceField.tsx'
import { ComboField } from '../ui/ComboField.tsx'
import { recentCodes, useCodes } from '../ui/codes.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { type Edit, EditForm } from '../ui/EditForm.tsx'
import { type Fields as FormFields, useFields } from '../ui/form.ts'
import { Skeleton } from '../ui/Page.tsx'
import { AreaField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { SafeContactSaid } from './TiesSaid.tsx'
import { useWriteTies } from './ties-queries.ts'
import { readSafeContact, type SafeContactValues, safeContactValues, waysChosen } from './ties-values.ts'

const contactOf = (data: Ties) => safeContactValues(data.safeContact[0])
const versionOf = (data: Ties): number => data.safeContact[0]?.no ?? 0
const yesNoCodes = [
  { code: 'yes', it: 'Sì', en: 'Yes' },
  { code: 'no', it: 'No', en: 'No' },
] as const

export type TiesDialogProps = { data: Ties; mayWrite: boolean; onClose: () => void }

/** How the person is reached safely: written, corrected; and all that was written of it. */
export function SafeContactDialog({ data, mayWrite, onClose }: TiesDialogProps) {
  const { t } = useText()
  return (
    <Dialog title={t('people.safe-contact')} onClose={onClose} wide>
      {mayWrite && <SafeContactForm data={data} onDone={onClose} />}
      {data.safeContact.length > 0 && (
        <HistoryLines facts={data.safeContact} say={(fact) => <SafeContactSaid fact={fact} />} />
      )}
    </Dialog>
  )
}

function SafeContactForm({ data, onDone }: { data: Ties; onDone: () => void }) {
  const { t } = useText()
  const say = useSay()
  const write = useWriteTies(data.personId)
  const sayValue = useSaySafeContact()
  const base = contactOf(data)
  const draft = useDraft<Edit<SafeContactValues>>('safe-contact', data.personId, {
    ...base,
    base,
    version: versionOf(data),
  })
  const yesNo = (['yes', 'no'] as const).map((value) => ({ value, label: t(`people.${value}`) }))
  if (!draft.ready) return <Skeleton rows={8} />
  return (
    <EditForm
      draft={draft}
      status={<DraftStatus draft={draft} />}
      record={Ties}
      valuesOf={contactOf}
      versionOf={versionOf}
      labelOf={(field) => t(`people.${field}`)}
      sayValue={sayValue}
      read={readSafeContact}
      send={(body, no) => write.safeContact({ ...body, no })}
      onSaved={() => say(t('people.safe-contact-saved'))}
      onClose={onDone}
    >
      {(fields) => <Fields fields={fields} yesNo={yesNo} />}
    </EditForm>
  )
}

/** Of one field what it says, in words: what changed meanwhile stands beside. */
function useSaySafeContact() {
  const { t } = useText()
  const codes = useCodes()
  return (field: keyof SafeContactValues, value: unknown): string => {
    if (field === 'ways' || field === 'never') return codes.several(contactWays, value as string[]) || t('ui.none')
    if (field === 'language') return codes.one(languages, String(value))
    if (field === 'mediator') return codes.one(mediatorWishes, String(value))
    if (field === 'mayLeaveWord' || field === 'maySayWho' || field === 'canRead')
      return codes.one(yesNoCodes, String(value))
    return String(value) || t('ui.none')
  }
}

type FieldsProps = { fields: FormFields<SafeContactValues>; yesNo: readonly Option[] }

function Fields({ fields, yesNo }: FieldsProps) {
  const { t } = useText()
  const codes = useCodes()
  const at = useFields(fields, 'safe-')
  const { values } = fields
  return (
    <>
      <p className="quiet">{t('people.safe-contact-lead')}</p>
      <TextField
        {...at('callName')}
        label={t('people.callName')}
        help={t('people.call-name-help')}
        maxLength={120}
        optional
        personal
        autoFocus
      />
      <SeveralField
        {...at('ways')}
        onChange={(ways) => fields.change(waysChosen('ways', ways as SafeContactValues['ways'], values))}
        label={t('people.ways')}
        options={codes.options(contactWays)}
      />
      <SeveralField
        {...at('never')}
        onChange={(never) => fields.change(waysChosen('never', never as SafeContactValues['never'], values))}
        label={t('people.never')}
        options={codes.options(contactWays)}
      />
      <TextField
        {...at('when')}
        label={t('people.when')}
        help={t('people.when-help')}
        maxLength={300}
        optional
        personal
      />
      <TextField
        {...at('where')}
        label={t('people.where')}
        help={t('people.where-help')}
        maxLength={300}
        optional
        personal
      />
      <ChoiceField
        {...at('mayLeaveWord')}
        onChange={(given) => fields.change({ mayLeaveWord: given as SafeContactValues['mayLeaveWord'] })}
        label={t('people.mayLeaveWord')}
        options={yesNo}
        unanswered
      />
      <ChoiceField
        {...at('maySayWho')}
        onChange={(given) => fields.change({ maySayWho: given as SafeContactValues['maySayWho'] })}
        label={t('people.maySayWho')}
        options={yesNo}
        unanswered
      />
      <ComboField
        {...at('language')}
        onChange={(language) => fields.change({ language: language as SafeContactValues['language'] })}
        label={t('people.language')}
        unanswered
        quick={recentCodes('language', ['it', 'en', 'bn', 'ur', 'ar', 'fr']).slice(0, 3)}
        options={codes.options(languages)}
      />
      <ChoiceField
        {...at('canRead')}
        onChange={(given) => fields.change({ canRead: given as SafeContactValues['canRead'] })}
        label={t('people.canRead')}
        options={yesNo}
        unanswered
      />
      <ChoiceField
        {...at('mediator')}
        onChange={(given) => fields.change({ mediator: given as SafeContactValues['mediator'] })}
        label={t('people.mediator')}
        options={codes.options(mediatorWishes)}
        unanswered
      />
      <AreaField {...at('text')} label={t('people.tie-text')} maxLength={2_000} optional personal />
    </>
  )
}
