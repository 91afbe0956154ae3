import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Conference, Conferences } from '#model/conferences/contract.ts'
import { grantsOf } from '#model/grants.ts'
import { lengths } from '../appointments/booking-values.ts'
import { SlotNotices } from '../appointments/SlotNotices.tsx'
import { CallError } from '../call.ts'
import { caseQuery } from '../cases/queries.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useAskedDraft, useDraft } from '../drafts/use-draft.ts'
import { useDesk } from '../identity/desk.tsx'
import { membersQuery } from '../identity/queries.ts'
import { Button } from '../ui/Button.tsx'
import { ChecksField } from '../ui/ChecksField.tsx'
import { Notice } from '../ui/Chip.tsx'
import { DateField } from '../ui/DateField.tsx'
import { FormFrame } from '../ui/FormFrame.tsx'
import { useFields, useForm } from '../ui/form.ts'
import { Card } from '../ui/Page.tsx'
import { AreaField, SelectField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { ConferenceSaid } from './ConferenceSaid.tsx'
import { readConference, type Values } from './conference-values.ts'
import { DecisionFields } from './DecisionFields.tsx'
import { useConferences } from './queries.ts'

type Props = {
  caseId: string
  /** What the form begins with: a new one, or one as it stands. */
  first: Values
  rows: readonly Conference[]
  invitable: Conferences['invitable']
  onDone: () => void
}

/** Calls a conference, changes one, or writes what was said in it. What is typed is kept. */
export function ConferenceForm({ caseId, first, rows, invitable, onDone }: Props) {
  const { t, lang } = useText()
  const say = useSay()
  const desk = useDesk()
  const acts = useConferences(caseId)
  const asked = useAskedDraft()?.kind === 'conference'
  // What was typed for another conference waits for its own form.
  const fits = (kept: Values) => asked || (kept.of === first.of && kept.state === first.state)
  const draft = useDraft<Values>('conference', caseId, first, true, fits)
  const members = useQuery(membersQuery(desk.code))
  const file = useQuery(caseQuery(desk.code, caseId)).data
  const [moved, setMoved] = useState<Conference | null>(null)
  const form = useForm(draft, labelOf, readConference)
  const at = useFields(form.fields, 'conference-')
  const { of, no, state, day, time, colleagues, referrals, minutes } = draft.values
  const row = rows.find(({ id }) => id === of)
  const isRecord = state === 'held'
  function labelOf(field: string): string {
    const [part, line] = field.split('-')
    const inDecision = { text: 'decision', who: 'decision-who', due: 'decision-due' }[part ?? '']
    return line !== undefined && inDecision
      ? t(`conferences.${inDecision}`, { no: Number(line) + 1 })
      : t(`conferences.field.${field}`)
  }
  // Who was given minutes keeps them.
  const kept = row?.state === 'held' ? row.desks.map(({ referral }) => referral) : []
  const desks = [...invitable, ...(row?.desks ?? [])].filter(
    ({ referral }, place, all) =>
      all.findIndex((other) => other.referral === referral) === place && !kept.includes(referral),
  )
  const early = invitable.filter((each) => each.early && referrals.includes(each.referral))
  const submit = () =>
    form.save(async (body) => {
      setMoved(null)
      try {
        if (of === '') {
          const { record: _, decisions: __, ...called } = body
          await acts.call({ id: draft.id, ...called })
        } else await acts.write(of, { ...body, no, state })
      } catch (error) {
        const now =
          error instanceof CallError && error.code === 'moved-on' ? Conferences.safeParse(error.current) : null
        const theirs = now?.data?.rows.find(({ id }) => id === of)
        if (!theirs) throw error
        // What was typed stays; the next try is after what stands there now.
        draft.change({ no: theirs.no })
        return setMoved(theirs)
      }
      await draft.finish()
      say(t(`conferences.said.${of === '' ? 'called' : isRecord ? 'held' : 'changed'}`))
      onDone()
    })
  return (
    <Card title={t(of === '' ? 'conferences.call' : isRecord ? 'conferences.hold' : 'conferences.write')}>
      <FormFrame
        form={form}
        onSubmit={() => void submit()}
        label={t(of === '' ? 'conferences.save' : isRecord ? 'conferences.save-record' : 'conferences.save-change')}
        beside={
          <>
            <Button onClick={onDone}>{t('ui.close-keep-draft')}</Button>
            <DraftStatus draft={draft} />
          </>
        }
      >
        {moved && (
          <Notice tone="amber" title={t('problem.moved-on.title')}>
            <p>{t('conferences.moved')}</p>
            <ConferenceSaid one={moved} />
          </Notice>
        )}
        <div className="field-row">
          <DateField {...at('day')} label={t('conferences.field.day')} ahead />
          <TextField {...at('time')} label={t('conferences.field.time')} short maxLength={5} />
          <SelectField
            {...at('minutes')}
            label={t('conferences.field.minutes')}
            options={[...new Set([...lengths, minutes])].map((value) => ({
              value,
              label: t('conferences.minutes', { minutes: Number(value) }),
            }))}
          />
        </div>
        {!isRecord && (
          <SlotNotices {...{ day, time, minutes, colleagues }} id={of || draft.id} personId={file?.person.id ?? null} />
        )}
        <TextField {...at('place')} label={t('conferences.field.place')} optional personal maxLength={200} />
        <ChecksField
          {...at('colleagues')}
          label={t('conferences.field.colleagues')}
          options={(members.data?.rows ?? [])
            .filter(
              ({ accountId, roles }) => grantsOf(roles).includes('appointment.read') || colleagues.includes(accountId),
            )
            .map(({ accountId, name }) => ({ value: accountId, label: name }))}
        />
        {kept.length > 0 && (
          <p className="quiet">
            {t('conferences.kept', {
              desks: new Intl.ListFormat(lang).format(row?.desks.map((each) => each.desk) ?? []),
            })}
          </p>
        )}
        {desks.length === 0 ? (
          kept.length === 0 && <p className="quiet">{t('conferences.no-desks')}</p>
        ) : (
          <ChecksField
            {...at('referrals')}
            label={t('conferences.field.referrals')}
            options={desks.map(({ referral, desk: name }) => ({ value: referral, label: name }))}
          />
        )}
        {early.length > 0 && (
          <Notice tone="amber">
            <p>
              {t('conferences.early', { desks: new Intl.ListFormat(lang).format(early.map(({ desk: name }) => name)) })}
            </p>
          </Notice>
        )}
        <AreaField
          {...at('agenda')}
          label={t('conferences.field.agenda')}
          help={t('conferences.agenda-help')}
          optional
          personal
          rows={3}
          maxLength={4_000}
        />
        {isRecord && (
          <>
            <AreaField
              {...at('record')}
              label={t('conferences.field.record')}
              help={t('conferences.record-help')}
              optional
              personal
              rows={6}
              maxLength={20_000}
            />
            <DecisionFields fields={form.fields} />
          </>
        )}
      </FormFrame>
    </Card>
  )
}
