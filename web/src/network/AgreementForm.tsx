import { useState } from 'react'
import { v7 } from 'uuid'
import type { z } from 'zod'
import { agreementKinds } from '#model/network/codes.ts'
import type { Agreement } from '#model/network/contract.ts'
import { AgreementFields, type Body } from '#model/network/contract-bodies.ts'
import { Button } from '../ui/Button.tsx'
import { ChoiceField } from '../ui/ChoiceField.tsx'
import { useCodes } from '../ui/codes.ts'
import { DateField, readDate, typed } from '../ui/DateField.tsx'
import { FormFrame } from '../ui/FormFrame.tsx'
import { type Read, useFields, useForm } from '../ui/form.ts'
import { AreaField, SelectField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useNetworkActs } from './queries.ts'
import { RowsField } from './RowsField.tsx'

type Values = {
  title: string
  kind: string
  from: string
  until: string
  parties: { organisationId: string; does: string }[]
}

const valuesOf = (agreement: Agreement | null): Values => ({
  title: agreement?.title ?? '',
  kind: agreement?.kind ?? 'protocol',
  from: agreement ? typed(agreement.from) : '',
  until: agreement?.until ? typed(agreement.until) : '',
  parties: agreement?.parties.map(({ organisation, does }) => ({ organisationId: organisation.id, does })) ?? [
    { organisationId: '', does: '' },
  ],
})

const dayOf = (text: string) => {
  const read = readDate(text)
  return read.ok ? read.date : text
}

function readAgreement({ from, until, ...rest }: Values): Read<z.input<typeof AgreementFields>> {
  const found = AgreementFields.safeParse({ ...rest, from: dayOf(from), until: until.trim() ? dayOf(until) : null })
  if (found.success) return { ok: true, body: found.data }
  const fields = found.error.issues.map(({ path }) => String(path[0]))
  return { ok: false, wrong: Object.fromEntries(fields.map((field) => [field, 'field.invalid'])) }
}

/** An agreement between bodies: the desk that writes it down keeps it. */
export function AgreementForm(props: { agreement: Agreement | null; bodies: readonly Body[]; onClose: () => void }) {
  const { agreement, bodies, onClose } = props
  const { t } = useText()
  const codes = useCodes()
  const say = useSay()
  const acts = useNetworkActs()
  const [id] = useState(() => agreement?.id ?? v7())
  const [values, setValues] = useState(() => valuesOf(agreement))
  const change = (part: Partial<Values>) => setValues((before) => ({ ...before, ...part }))
  const form = useForm({ values, change }, (field) => t(`network.agreement.${field}`), readAgreement)
  const at = useFields(form.fields)
  const save = () =>
    form.save(async (body) => {
      await (agreement ? acts.changeAgreement(id, body, agreement.version) : acts.addAgreement(id, body))
      say(t('network.agreement-saved'))
      onClose()
    })
  return (
    <FormFrame
      form={form}
      onSubmit={() => void save()}
      label={t('ui.save')}
      beside={<Button onClick={onClose}>{t('ui.cancel')}</Button>}
    >
      <TextField {...at('title')} label={t('network.agreement.title')} maxLength={160} />
      <ChoiceField {...at('kind')} label={t('network.agreement.kind')} options={codes.options(agreementKinds)} />
      <div className="field-row">
        <DateField {...at('from')} label={t('network.agreement.from')} />
        <DateField {...at('until')} label={t('network.agreement.until')} optional />
      </div>
      <RowsField
        {...at('parties')}
        label={t('network.agreement.parties')}
        one={t('network.party')}
        fresh={{ organisationId: '', does: '' }}
      >
        {(row, set, key) => (
          <>
            <SelectField
              id={`${key}-body`}
              label={t('network.field.organisationId')}
              value={row.organisationId}
              none="–"
              onChange={(organisationId) => set({ organisationId })}
              options={bodies.map((body) => ({ value: body.id, label: body.name }))}
            />
            <AreaField
              id={`${key}-does`}
              label={t('network.does')}
              rows={2}
              maxLength={600}
              value={row.does}
              onChange={(does) => set({ does })}
            />
          </>
        )}
      </RowsField>
    </FormFrame>
  )
}
