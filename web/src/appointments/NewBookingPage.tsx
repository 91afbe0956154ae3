import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { caseQuery, casesQuery } from '../cases/queries.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useAskedDraft, useDraft } from '../drafts/use-draft.ts'
import { useDesk, useMe } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Chip.tsx'
import { typed } from '../ui/DateField.tsx'
import { FormFrame } from '../ui/FormFrame.tsx'
import { useFields, useForm } from '../ui/form.ts'
import { Card, Page } from '../ui/Page.tsx'
import { SelectField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { BookingFields } from './BookingFields.tsx'
import { newBooking } from './booking-values.ts'
import { useAppointmentActs } from './queries.ts'
import { SeriesFields } from './SeriesFields.tsx'
import {
  askedOf,
  type NewBookingValues,
  noRepeat,
  type RefusedDay,
  readPlan,
  refusedDay,
  takenUp,
  withIds,
} from './series-values.ts'

/** A new appointment: of a case that I follow, of the case that led here, or a meeting of the desk. */
export function NewBookingPage() {
  const { t } = useText()
  const say = useSay()
  const desk = useDesk()
  const me = useMe()
  const navigate = useNavigate()
  const acts = useAppointmentActs()
  const { caso, giorno, ora } = useSearch({ from: '/signed-in/$desk/agenda/nuovo' })
  const asked = useAskedDraft()
  const record = asked?.kind === 'booking' ? asked.record : (caso ?? null)
  const begun: NewBookingValues = {
    ...newBooking(me.accountId, { caseId: record ?? '', day: giorno ? typed(giorno) : '', time: ora ?? '' }),
    ...noRepeat,
    asked: askedOf({ giorno, ora }),
  }
  const draft = useDraft<NewBookingValues>('booking', record, begun)
  const form = useForm(draft, (field) => t(`agenda.field.${field}`), readPlan)
  const at = useFields(form.fields)
  const { caseId } = draft.values
  const mine = useQuery({ ...casesQuery(desk.code, { follower: 'me', most: 100 }), enabled: record === null })
  const file = useQuery({ ...caseQuery(desk.code, caseId), enabled: caseId !== '' }).data
  const options = (mine.data?.rows ?? []).map((row) => ({
    value: row.id,
    label: row.personName || row.personCode || t('people.unnamed'),
  }))
  const [before, setBefore] = useState<{ words: string; values: Partial<NewBookingValues> } | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the draft is there, and once for each address
  useEffect(() => {
    const taken = draft.ready && draft.resumed ? takenUp(draft.values, { giorno, ora }) : null
    if (!taken) return
    const { day, time } = draft.values
    draft.change(taken.change)
    setBefore(taken.before === '' ? null : { words: taken.before, values: { day, time } })
  }, [draft.ready, draft.resumed, giorno, ora])
  const [refused, setRefused] = useState<RefusedDay | null>(null)
  const submit = () =>
    form.save(async (body) => {
      setRefused(null)
      const plan = () =>
        'one' in body
          ? acts.plan({ id: draft.id, ...body.one })
          : acts.planSeries({ id: draft.id, ...body.several, days: withIds(draft.id, body.days) })
      const done = await plan().catch((error) => {
        const day = 'days' in body ? refusedDay(error, body.days) : null
        if (!day) throw error
        setRefused(day)
        form.wrong.set({ days: 'agenda.wrong.days' })
      })
      if (!done) return
      const { day } = done
      await draft.finish({ ...newBooking(me.accountId), ...noRepeat, asked: '' })
      say('one' in body ? t('agenda.said.planned') : t('agenda.said.series', { count: body.days.length }))
      await navigate(
        record === null
          ? { to: '/$desk/agenda', params: { desk: desk.code }, search: { giorno: day } }
          : { to: '/$desk/casi/$id', params: { desk: desk.code, id: record } },
      )
    })
  return (
    <Page title={t('agenda.new')} tab={t('agenda.new')}>
      <Card>
        <FormFrame
          form={form}
          onSubmit={() => void submit()}
          label={t('agenda.save')}
          beside={<DraftStatus draft={draft} />}
        >
          <div role="status">
            {before && (
              <Notice
                tone="amber"
                action={
                  <Button
                    small
                    onClick={() => {
                      form.fields.change(before.values)
                      setBefore(null)
                    }}
                  >
                    {t('agenda.draft-back', { when: before.words })}
                  </Button>
                }
              >
                <p>{t('agenda.draft-day', { when: before.words })}</p>
              </Notice>
            )}
          </div>
          {record === null ? (
            <SelectField
              {...at('caseId')}
              label={t('agenda.field.caseId')}
              help={t('agenda.case-help')}
              none={t('agenda.no-case')}
              options={options}
              personal
            />
          ) : (
            <p>
              {t('agenda.with')} <strong className="personal">{file?.person.name || file?.person.code || '…'}</strong>
            </p>
          )}
          <BookingFields fields={form.fields} id={draft.id} personId={file?.person.id ?? null} />
          <SeriesFields fields={form.fields} personId={file?.person.id ?? null} refused={refused} />
        </FormFrame>
      </Card>
    </Page>
  )
}
