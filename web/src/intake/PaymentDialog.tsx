import { moneySources, paidThings, payees } from '#model/codes/arrivals.ts'
import { currencies } from '#model/codes/currencies.ts'
import type { Arrival } from '#model/intake/arrival-contract.ts'
import { paymentMayBeSign } from '#model/intake/arrival-rules.ts'
import { formatMoney, readAmount } from '#model/money.ts'
import { useDraft } from '../drafts/use-draft.ts'
import { HistoryLines } from '../pathway/HistoryLines.tsx'
import { PathwayForm } from '../pathway/PathwayForm.tsx'
import { Button } from '../ui/Button.tsx'
import { ChoiceField, SeveralField } from '../ui/ChoiceField.tsx'
import { useCodes } from '../ui/codes.ts'
import { DateField } from '../ui/DateField.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { useFields, useForm } from '../ui/form.ts'
import { AreaField, SelectField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { MayBeSign, PaymentSaid } from './ArrivalSaid.tsx'
import { useWriteArrival } from './arrival-queries.ts'
import { type PaymentValues, paymentValues, readPayment, recordBefore } from './arrival-values.ts'

type Props = { data: Arrival; of: string | null; mayWrite: boolean; onClose: () => void }

/** A payment: written, corrected, taken back; and all that was written of it. */
export function PaymentDialog({ data, of, mayWrite, onClose }: Props) {
  const { t } = useText()
  const history = data.payments.find(({ id }) => id === of)?.history ?? []
  return (
    <Dialog title={t(of === null ? 'arrival.new-payment' : 'arrival.payment')} onClose={onClose} wide>
      {mayWrite && <PaymentForm data={data} of={of} onDone={onClose} />}
      {history.length > 0 && (
        <HistoryLines
          facts={history}
          say={(fact) => <PaymentSaid fact={fact} before={recordBefore(history, fact)} />}
        />
      )}
    </Dialog>
  )
}

function PaymentForm({ data, of, onDone }: { data: Arrival; of: string | null; onDone: () => void }) {
  const { t, lang } = useText()
  const say = useSay()
  const codes = useCodes()
  const write = useWriteArrival(data.caseId)
  const known = data.payments.find(({ id }) => id === of)?.history[0]
  const draft = useDraft<PaymentValues>(
    'payment',
    data.caseId,
    paymentValues(of, known),
    true,
    (kept) => kept.of === of,
  )
  const id = of ?? draft.id
  const latest = data.payments.find((payment) => payment.id === id)?.history[0]
  const form = useForm(draft, (field) => t(`arrival.payment-${field}`), readPayment)
  const at = useFields(form.fields, 'payment-')
  const { values } = draft
  const send = (withdrawn: boolean, says: string, sent: PaymentValues) =>
    form.save(async (body) => {
      if (!(await write.payment(id, { ...body, withdrawn }))) return
      await draft.finish(paymentValues(null, undefined))
      say(says)
      onDone()
    }, sent)
  const putBack = (sent: PaymentValues) =>
    form.save(async (body) => {
      if (!(await write.payment(id, body))) return
      say(t('arrival.was-put-back'))
      onDone()
    }, sent)
  // What was taken back is not corrected: it is put back as it was, or stays as it is. No key that saves does it in passing.
  if (latest?.withdrawn)
    return (
      <div className="form">
        <p>{t('arrival.put-back-payment')}</p>
        {form.wrong.failed !== null && <Failure error={form.wrong.failed} />}
        <div className="form-actions">
          <Button onClick={onDone}>{t('ui.close')}</Button>
          <Button busy={form.busy} onClick={() => void putBack(paymentValues(id, latest))}>
            {t('arrival.put-back')}
          </Button>
        </div>
      </div>
    )
  const read = readAmount(values.amount)
  const amountHelp = () => {
    if (read.ok) return formatMoney(read.amount, values.currency, lang)
    // Said once: what is wrong says it too.
    const isUnclear = read.reason === 'two-ways' && !form.fields.wrong.amount
    return t(isUnclear ? 'arrival.amount-two-ways' : 'arrival.amount-help')
  }
  // As the browser calls them in the language of the page; the code says which it is.
  const names = new Intl.DisplayNames(lang, { type: 'currency' })
  return (
    <PathwayForm
      draft={draft}
      form={form}
      prefix="payment-"
      moved={values.no !== (latest?.no ?? 0)}
      // Who reads that a colleague was first and saves all the same writes after that.
      submit={() => send(false, t('arrival.payment-saved'), { ...values, no: latest?.no ?? 0 })}
      withdraw={
        latest && !latest.withdrawn ? () => send(true, t('arrival.taken-back'), paymentValues(id, latest)) : undefined
      }
      onClose={onDone}
    >
      <TextField
        {...at('amount')}
        label={t('arrival.payment-amount')}
        help={amountHelp()}
        inputMode="decimal"
        maxLength={20}
        optional
        short
      />
      <SelectField
        {...at('currency')}
        label={t('arrival.payment-currency')}
        options={currencies.map((value) => ({ value, label: `${value} – ${names.of(value) ?? value}` }))}
      />
      <ChoiceField
        {...at('to')}
        onChange={(to) => form.fields.change({ to: to as PaymentValues['to'] })}
        label={t('arrival.payment-to')}
        options={codes.options(payees)}
      />
      <TextField
        {...at('toName')}
        label={t('arrival.payment-toName')}
        help={t('arrival.name-help')}
        maxLength={120}
        optional
        personal
      />
      <SeveralField
        {...at('things')}
        onChange={(things) => form.fields.change({ things: things as PaymentValues['things'] })}
        label={t('arrival.payment-things')}
        options={codes.options(paidThings)}
      />
      <DateField {...at('paidOn')} label={t('arrival.payment-paidOn')} help={t('arrival.when-help')} optional birth />
      <SeveralField
        {...at('raised')}
        onChange={(raised) => form.fields.change({ raised: raised as PaymentValues['raised'] })}
        label={t('arrival.payment-raised')}
        options={codes.options(moneySources)}
      />
      <ChoiceField
        {...at('debtLeft')}
        onChange={(debtLeft) => form.fields.change({ debtLeft: debtLeft as PaymentValues['debtLeft'] })}
        label={t('arrival.payment-debtLeft')}
        options={(['yes', 'no'] as const).map((value) => ({ value, label: t(`signs.${value}`) }))}
        unanswered
      />
      {paymentMayBeSign(values) && <MayBeSign caseId={data.caseId} />}
      <AreaField {...at('text')} label={t('arrival.payment-text')} maxLength={1_000} optional personal />
    </PathwayForm>
  )
}
