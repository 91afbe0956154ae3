import { contactWays, mediatorWishes } from '#model/codes/contact-ways.ts'
import { languages } from '#model/codes/languages.ts'
import type { Ties } from '#model/people/ties-contract.ts'
import { useDraft } from '../drafts/use-draft.ts'
import { HistoryLines } from '../pathway/HistoryLines.tsx'
import { PathwayForm } from '../pathway/PathwayForm.tsx'
import { ChoiceField, SeveralField } from '../ui/ChoiceField.tsx'
import { ComboField } from '../ui/ComboField.tsx'
import { recentCodes, useCodes } from '../ui/codes.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { useFields, useForm } from '../ui/form.ts'
import { AreaField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { SafeContactSaid } from './TiesSaid.tsx'
import { useWriteTies } from './ties-queries.ts'
import { readSafeContact, type SafeContactValues, safeContactValues, waysChosen } from './ties-values.ts'

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
  const codes = useCodes()
  const write = useWriteTies(data.personId)
  const latest = data.safeContact[0]
  const draft = useDraft<SafeContactValues>('safe-contact', data.personId, safeContactValues(latest))
  const form = useForm(draft, (field) => t(`people.${field}`), readSafeContact)
  const at = useFields(form.fields, 'safe-')
  const { values } = draft
  const yesNo = (['yes', 'no'] as const).map((value) => ({ value, label: t(`people.${value}`) }))
  const submit = () =>
    form.save(
      async (body) => {
        if (!(await write.safeContact(body))) return
        await draft.finish()
        say(t('people.safe-contact-saved'))
        onDone()
      },
      // Who reads that a colleague was first and saves all the same writes after that.
      { ...values, no: latest?.no ?? 0 },
    )
  return (
    <PathwayForm
      draft={draft}
      form={form}
      prefix="safe-"
      moved={values.no !== (latest?.no ?? 0)}
      submit={submit}
      withdraw={undefined}
      onClose={onDone}
    >
      <p className="quiet">{t('people.safe-contact-lead')}</p>
      <TextField
        {...at('callName')}
        label={t('people.callName')}
        help={t('people.call-name-help')}
        maxLength={120}
        optional
        personal
      />
      <SeveralField
        {...at('ways')}
        onChange={(ways) => form.fields.change(waysChosen('ways', ways as SafeContactValues['ways'], values))}
        label={t('people.ways')}
        options={codes.options(contactWays)}
      />
      <SeveralField
        {...at('never')}
        onChange={(never) => form.fields.change(waysChosen('never', never as SafeContactValues['never'], values))}
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
        onChange={(given) => form.fields.change({ mayLeaveWord: given as SafeContactValues['mayLeaveWord'] })}
        label={t('people.mayLeaveWord')}
        options={yesNo}
        unanswered
      />
      <ChoiceField
        {...at('maySayWho')}
        onChange={(given) => form.fields.change({ maySayWho: given as SafeContactValues['maySayWho'] })}
        label={t('people.maySayWho')}
        options={yesNo}
        unanswered
      />
      <ComboField
        {...at('language')}
        onChange={(language) => form.fields.change({ language: language as SafeContactValues['language'] })}
        label={t('people.language')}
        unanswered
        quick={recentCodes('language', ['it', 'en', 'bn', 'ur', 'ar', 'fr']).slice(0, 3)}
        options={codes.options(languages)}
      />
      <ChoiceField
        {...at('canRead')}
        onChange={(given) => form.fields.change({ canRead: given as SafeContactValues['canRead'] })}
        label={t('people.canRead')}
        options={yesNo}
        unanswered
      />
      <ChoiceField
        {...at('mediator')}
        onChange={(given) => form.fields.change({ mediator: given as SafeContactValues['mediator'] })}
        label={t('people.mediator')}
        options={codes.options(mediatorWishes)}
        unanswered
      />
      <AreaField {...at('text')} label={t('people.tie-text')} maxLength={2_000} optional personal />
    </PathwayForm>
  )
}
