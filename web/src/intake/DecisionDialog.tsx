import { decidingBodies, decisionOutcomes, decisionSources, decisions } from '#model/codes/decisions.ts'
import type { Arrival } from '#model/intake/arrival-contract.ts'
import { isIndicative, isSeen, outcomesOf } from '#model/intake/arrival-rules.ts'
import { useDraft } from '../drafts/use-draft.ts'
import { HistoryLines } from '../pathway/HistoryLines.tsx'
import { PathwayForm } from '../pathway/PathwayForm.tsx'
import { ChoiceField } from '../ui/ChoiceField.tsx'
import { useCodes } from '../ui/codes.ts'
import { DateField } from '../ui/DateField.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useFields, useForm } from '../ui/form.ts'
import { AreaField, SelectField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { DecisionSaid } from './ArrivalSaid.tsx'
import { useWriteArrival } from './arrival-queries.ts'
import { type DecisionValues, decisionValues, readDecision, recordBefore } from './arrival-values.ts'

type Props = { data: Arrival; of: string | null; mayWrite: boolean; onClose: () => void }

/** What another body decided: written, corrected with the reason, taken back; and all that was written of it. */
export function DecisionDialog({ data, of, mayWrite, onClose }: Props) {
  const { t } = useText()
  const history = data.decisions.find(({ id }) => id === of)?.history ?? []
  return (
    <Dialog title={t(of === null ? 'arrival.new-decision' : 'arrival.decision')} onClose={onClose} wide>
      {mayWrite && <DecisionForm data={data} of={of} onDone={onClose} />}
      {history.length > 0 && (
        <HistoryLines
          facts={history}
          say={(fact) => <DecisionSaid fact={fact} before={recordBefore(history, fact)} />}
        />
      )}
    </Dialog>
  )
}

function DecisionForm({ data, of, onDone }: { data: Arrival; of: string | null; onDone: () => void }) {
  const { t } = useText()
  const say = useSay()
  const codes = useCodes()
  const write = useWriteArrival(data.caseId)
  const known = data.decisions.find(({ id }) => id === of)?.history[0]
  const draft = useDraft<DecisionValues>(
    'decision',
    data.caseId,
    decisionValues(of, known),
    true,
    (kept) => kept.of === of,
  )
  const id = of ?? draft.id
  const latest = data.decisions.find((decision) => decision.id === id)?.history[0]
  const form = useForm(draft, (field) => t(`arrival.decision-${field}`), readDecision)
  const at = useFields(form.fields, 'decision-')
  const { values } = draft
  const send = (withdrawn: boolean, says: string, sent: DecisionValues) =>
    form.save(async (body) => {
      if (!(await write.decision(id, { ...body, withdrawn }))) return
      await draft.finish(decisionValues(null, undefined))
      say(says)
      onDone()
    }, sent)
  const why = (
    <AreaField
      {...at('why')}
      label={t(latest?.withdrawn ? 'arrival.put-back-why' : 'arrival.decision-why')}
      help={t('arrival.why-help')}
      maxLength={500}
      rows={2}
      personal
    />
  )
  // What was taken back is not corrected: it is put back as it was, or stays as it is.
  if (latest?.withdrawn)
    return (
      <PathwayForm
        draft={draft}
        form={form}
        prefix="decision-"
        moved={values.no !== latest.no}
        act={t('arrival.put-back')}
        submit={() =>
          form.save(
            async (body) => {
              if (!(await write.decision(id, body))) return
              // A correction that a colleague forestalled by taking it back waits for whoever opens it again.
              if (values.no === latest.no) await draft.finish(decisionValues(null, undefined))
              say(t('arrival.was-put-back'))
              onDone()
            },
            { ...decisionValues(id, latest), why: values.why },
          )
        }
        withdraw={undefined}
        onClose={onDone}
      >
        <p>{t('arrival.put-back-decision')}</p>
        {why}
      </PathwayForm>
    )
  const may = values.what ? outcomesOf(values.what) : []
  return (
    <PathwayForm
      draft={draft}
      form={form}
      prefix="decision-"
      moved={values.no !== (latest?.no ?? 0)}
      // Who reads that a colleague was first and saves all the same writes after that.
      submit={() => send(false, t('arrival.decision-saved'), { ...values, no: latest?.no ?? 0 })}
      withdraw={
        latest && !latest.withdrawn
          ? () => send(true, t('arrival.taken-back'), { ...decisionValues(id, latest), why: values.why })
          : undefined
      }
      onClose={onDone}
    >
      <SelectField
        {...at('what')}
        onChange={(what) => form.fields.change({ what: what as DecisionValues['what'], outcome: '' })}
        label={t('arrival.decision-what')}
        help={values.what && isIndicative(values.what) ? t('arrival.indicative-help') : undefined}
        none={t('ui.choose')}
        options={codes.options(decisions)}
      />
      {may.length > 0 && (
        <ChoiceField
          {...at('outcome')}
          onChange={(outcome) => form.fields.change({ outcome: outcome as DecisionValues['outcome'] })}
          label={t('arrival.decision-outcome')}
          options={codes.options(decisionOutcomes.filter(({ code }) => may.includes(code)))}
        />
      )}
      <SelectField
        {...at('body')}
        onChange={(body) => form.fields.change({ body: body as DecisionValues['body'] })}
        label={t('arrival.decision-body')}
        none={t('ui.choose')}
        options={codes.options(decidingBodies)}
      />
      <TextField
        {...at('bodyName')}
        label={t('arrival.decision-bodyName')}
        help={t('arrival.body-help')}
        maxLength={120}
        optional={values.body !== 'other'}
      />
      <DateField
        {...at('decidedOn')}
        label={t('arrival.decision-decidedOn')}
        help={t('arrival.when-help')}
        optional
        birth
      />
      <ChoiceField
        {...at('source')}
        onChange={(source) => form.fields.change({ source: source as DecisionValues['source'] })}
        label={t('arrival.decision-source')}
        options={codes.options(decisionSources)}
      />
      <TextField {...at('number')} label={t('arrival.decision-number')} maxLength={120} optional personal />
      {values.source && isSeen(values.source) && (
        <TextField {...at('seenBy')} label={t('arrival.decision-seenBy')} maxLength={120} optional />
      )}
      <AreaField
        {...at('text')}
        label={t('arrival.decision-text')}
        maxLength={2_000}
        optional={values.what !== 'other'}
        personal
      />
      {latest && why}
    </PathwayForm>
  )
}
