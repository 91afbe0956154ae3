import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { v7 } from 'uuid'
import { grantsOf } from '#model/grants.ts'
import { useDesk, useMe } from '../identity/desk.tsx'
import { membersQuery } from '../identity/queries.ts'
import { Button } from '../ui/Button.tsx'
import { DateField, todayHere, typed } from '../ui/DateField.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Failure } from '../ui/failure.tsx'
import { useFields, useForm } from '../ui/form.ts'
import { submitKeys } from '../ui/form-keys.ts'
import { SelectField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useSubstitutions } from './substitution-queries.ts'
import { readSubstitution, type Values } from './substitution-values.ts'

/** Who is absent (oneself, where one does not tend the team), who stands in, from day to day. */
export function SubstitutionForm({ onDone }: { onDone: () => void }) {
  const { t } = useText()
  const desk = useDesk()
  const me = useMe()
  const say = useSay()
  const acts = useSubstitutions()
  const members = useQuery(membersQuery(desk.code))
  const tends = desk.may('team.tend')
  // One id for all tries: sent twice it is one.
  const [id] = useState(() => v7())
  const [values, setValues] = useState<Values>(() => ({
    ...{ absent: tends ? '' : me.accountId, standIn: '', fromDay: typed(todayHere()), untilDay: '' },
  }))
  const form = useForm(
    { values, change: (part) => setValues((before) => ({ ...before, ...part })) },
    (field) => t(`team.field.${field}`),
    readSubstitution,
  )
  const at = useFields(form.fields, 'substitution-')
  const able = (members.data?.rows ?? []).filter(({ roles }) => grantsOf(roles).includes('case.read'))
  const others = (account: string) =>
    able
      .filter(({ accountId }) => accountId !== account)
      .map(({ accountId, name }) => ({ value: accountId, label: name }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void form.save(async (body) => {
      await acts.add({ id, ...body })
      say(t('team.substitution-added'))
      onDone()
    })
  }
  return (
    <form className="form" onSubmit={submit} onKeyDown={submitKeys} aria-label={t('team.substitution-add')}>
      <ErrorSummary wrong={form.wrong.list} round={form.wrong.round} />
      {tends && (
        <SelectField
          {...at('absent')}
          label={t('team.field.absent')}
          none={t('ui.choose')}
          options={others(values.standIn)}
        />
      )}
      <SelectField
        {...at('standIn')}
        label={t('team.field.standIn')}
        none={t('ui.choose')}
        options={others(values.absent)}
      />
      <DateField {...at('fromDay')} label={t('team.field.fromDay')} ahead />
      <DateField {...at('untilDay')} label={t('team.field.untilDay')} ahead />
      <p className="quiet">{t('team.substitution-what')}</p>
      {form.wrong.failed !== null && <Failure error={form.wrong.failed} />}
      <div className="inline">
        <Button type="submit" look="primary" busy={form.busy}>
          {t('team.substitution-save')}
        </Button>
        <Button look="plain" onClick={onDone}>
          {t('ui.cancel')}
        </Button>
      </div>
    </form>
  )
}
