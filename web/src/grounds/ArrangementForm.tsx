import { arrangementKinds } from '#model/codes/arrangement-kinds.ts'
import { legalBases } from '#model/codes/legal-bases.ts'
import { purposes } from '#model/codes/purposes.ts'
import type { Body } from '#model/grounds/contract.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { ChecksField } from '../ui/ChecksField.tsx'
import { ChoiceField } from '../ui/ChoiceField.tsx'
import { useCodes } from '../ui/codes.ts'
import { DateField } from '../ui/DateField.tsx'
import { FormFrame } from '../ui/FormFrame.tsx'
import { useFields, useForm } from '../ui/form.ts'
import { Card, Skeleton } from '../ui/Page.tsx'
import { AreaField, SelectField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import {
  type ArrangementValues,
  arrangementFor,
  emptyArrangement,
  isWith,
  readArrangement,
  type WantedArrangement,
} from './arrangement-values.ts'
import { useNetworkActs } from './queries.ts'

/** Records what stands between bodies that share data. */
export function ArrangementForm({
  bodies,
  wanted,
  onDone,
}: {
  bodies: readonly Body[]
  /** What referrals wait for; without it the form begins empty. */
  wanted: WantedArrangement | undefined
  onDone: () => void
}) {
  const { t } = useText()
  const desk = useDesk()
  const codes = useCodes()
  const say = useSay()
  const acts = useNetworkActs(desk.code)
  const own = bodies.find((body) => body.own)?.id
  const draft = useDraft<ArrangementValues>(
    'arrangement',
    null,
    wanted ? arrangementFor(own, wanted) : emptyArrangement(own),
    true,
    wanted && ((kept) => isWith(wanted, kept)),
  )
  const { kind } = draft.values
  const labelOf = (field: string) =>
    t(field === 'from' || field === 'to' ? `grounds.${field}.${kind}` : `grounds.${field}`)
  const form = useForm(draft, labelOf, (values) => readArrangement(values, own ?? ''))
  const at = useFields(form.fields)
  const options = bodies.map((body) => ({ value: body.id, label: body.name }))
  if (!draft.ready) return <Skeleton rows={8} />
  const save = () =>
    form.save(async (body) => {
      await acts.arrange({ ...body, id: draft.id })
      await draft.finish(emptyArrangement(own))
      say(t('grounds.arranged'))
      onDone()
    })
  return (
    <Card title={t('grounds.arrangement-new')} id="nuovo-accordo">
      <FormFrame
        form={form}
        onSubmit={() => void save()}
        label={t('grounds.arrange')}
        beside={
          <>
            <Button onClick={onDone}>{t('ui.cancel')}</Button>
            <DraftStatus draft={draft} />
          </>
        }
      >
        <ChoiceField
          {...at('kind')}
          label={t('grounds.arrangement-kind')}
          help={t('grounds.indicative')}
          options={codes.options(arrangementKinds)}
        />
        <ChecksField {...at('from')} label={t(`grounds.from.${kind}`)} options={options} />
        {kind !== 'joint' && <ChecksField {...at('to')} label={t(`grounds.to.${kind}`)} options={options} />}
        <ChecksField {...at('purposes')} label={t('grounds.purposes')} options={codes.options(purposes)} />
        {kind === 'autonomous' && (
          <SelectField
            {...at('basis')}
            label={t('grounds.basis')}
            none={t('grounds.choose')}
            options={codes.options(legalBases)}
          />
        )}
        <TextField {...at('reference')} label={t('grounds.reference')} maxLength={300} />
        <AreaField
          {...at('essence')}
          label={t('grounds.essence')}
          help={t('grounds.essence-help')}
          optional={kind !== 'joint'}
          rows={3}
          maxLength={4_000}
        />
        <DateField {...at('fromDay')} label={t('grounds.fromDay')} />
        <DateField {...at('untilDay')} label={t('grounds.untilDay')} optional />
      </FormFrame>
    </Card>
  )
}
