import { useEffect } from 'react'
import type { CivilDate } from '#model/calendar.ts'
import { stayDocuments } from '#model/codes/stay-documents.ts'
import { workForms } from '#model/codes/work-forms.ts'
import { type Pathway, Reached } from '#model/pathway/contract.ts'
import { useDraft } from '../drafts/use-draft.ts'
import { ChoiceField } from '../ui/ChoiceField.tsx'
import { useCodes } from '../ui/codes.ts'
import { DateField, todayHere, typed } from '../ui/DateField.tsx'
import { useFields, useForm } from '../ui/form.ts'
import { AreaField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { type FollowUpValues, followUpValues, type MomentRow, readFollowUp } from './follow-up-values.ts'
import { PathwayForm } from './PathwayForm.tsx'
import { useWritePathway } from './queries.ts'

type Props = { data: Pathway; closedOn: CivilDate; row: MomentRow; onDone: () => void }

/** How the person is after the closing: written or corrected, on the page itself. */
export function FollowUpForm({ data, closedOn, row: { moment, held }, onDone }: Props) {
  const { t } = useText()
  const say = useSay()
  const codes = useCodes()
  const write = useWritePathway(data.caseId)
  const draft = useDraft<FollowUpValues>(
    'follow-up',
    data.caseId,
    followUpValues(moment, held?.latest),
    true,
    (kept) => kept.moment === moment,
  )
  const { values } = draft
  const form = useForm(
    draft,
    (field) => t(`pathway.follow-up-${field}`),
    (typed: FollowUpValues) => readFollowUp(typed, closedOn),
  )
  const at = useFields(form.fields, 'follow-up-')
  useEffect(() => document.querySelector<HTMLElement>('#follow-up-reached input')?.focus(), [])
  // Who reads that a colleague was first and saves all the same writes after that.
  const no = held?.latest.no ?? 0
  const submit = () =>
    form.save(
      async (body) => {
        if (!(await write.followUp(held?.id ?? draft.id, body))) return
        await draft.finish(followUpValues(moment, undefined))
        say(t('pathway.follow-up-saved'))
        onDone()
      },
      { ...values, no },
    )
  const yesNo = (field: 'contract' | 'away' | 'safe') => (
    <ChoiceField
      {...at(field)}
      onChange={(given) => form.fields.change({ [field]: given })}
      label={t(`pathway.follow-up-${field}`)}
      options={(['yes', 'no'] as const).map((value) => ({ value, label: t(`ui.${value}`) }))}
      unanswered
    />
  )
  return (
    <PathwayForm
      draft={draft}
      form={form}
      prefix="follow-up-"
      label={t(`pathway.outcome.${moment}`)}
      moved={values.no !== no}
      submit={submit}
      withdraw={undefined}
      onClose={onDone}
    >
      <ChoiceField
        {...at('reached')}
        onChange={(reached) => form.fields.change({ reached: reached as Reached })}
        label={t('pathway.follow-up-reached')}
        options={Reached.options.map((value) => ({ value, label: t(`pathway.reached.${value}`) }))}
      />
      <DateField {...at('day')} value={values.day || typed(todayHere())} label={t('pathway.follow-up-day')} />
      {values.reached !== 'not-reached' && (
        <>
          <ChoiceField
            {...at('work')}
            onChange={(work) => form.fields.change({ work: work as FollowUpValues['work'] })}
            label={t('pathway.follow-up-work')}
            options={codes.options(workForms)}
            unanswered
          />
          {yesNo('contract')}
          <ChoiceField
            {...at('stay')}
            onChange={(stay) => form.fields.change({ stay: stay as FollowUpValues['stay'] })}
            label={t('pathway.follow-up-stay')}
            options={codes.options(stayDocuments)}
            unanswered
          />
          {yesNo('away')}
          {yesNo('safe')}
        </>
      )}
      <AreaField {...at('text')} label={t('pathway.follow-up-text')} optional maxLength={4_000} personal />
    </PathwayForm>
  )
}
