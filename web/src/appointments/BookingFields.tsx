import { useQuery } from '@tanstack/react-query'
import { overlap, peopleOf } from '#model/appointments/conflicts.ts'
import { appointmentKinds } from '#model/codes/appointment-kinds.ts'
import { languages } from '#model/codes/languages.ts'
import { grantsOf, reachOf } from '#model/grants.ts'
import { CaseSafeContact } from '../cases/CaseSafeContact.tsx'
import { caseQuery } from '../cases/queries.ts'
import { useDesk } from '../identity/desk.tsx'
import { ChecksField } from '../ui/ChecksField.tsx'
import { Notice } from '../ui/Chip.tsx'
import { ComboField } from '../ui/ComboField.tsx'
import { useCodes } from '../ui/codes.ts'
import { DateField } from '../ui/DateField.tsx'
import { type Fields, useFields } from '../ui/form.ts'
import { AreaField, SelectField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { type AgendaRow, agendaRows } from './agenda-view.ts'
import { spanText, useNames } from './agenda-words.ts'
import { type BookingValues, lengths, slotOf } from './booking-values.ts'
import { calendarQuery } from './queries.ts'
import { Clashes, DayNotice } from './SlotNotices.tsx'

/** A conference is called from its case. */
const ownKinds = appointmentKinds.filter(({ code }) => code !== 'conference')

type Props = {
  fields: Fields<BookingValues>
  /** The appointment that is being changed, or the id that the new one will have. */
  id: string
  personId: string | null
}

/** When, for how long, what for, where and with whom; what else stands at that hour is said at once. */
export function BookingFields({ fields, id, personId }: Props) {
  const { t } = useText()
  const codes = useCodes()
  const desk = useDesk()
  const at = useFields(fields)
  const { values } = fields
  const { members, places, accountOf } = useNames()
  const slot = slotOf(values, id, personId, accountOf)
  const found = useQuery({
    ...calendarQuery(desk.code, slot?.day ?? '', slot?.day ?? ''),
    enabled: slot !== null,
  }).data
  const day = found && agendaRows(found)
  const usable = <T extends { id: string; retired: boolean }>(rows: readonly T[] | undefined, chosen: string) =>
    (rows ?? []).filter((one) => !one.retired || one.id === chosen)
  const colleagues = members.filter(
    ({ accountId, roles }) => grantsOf(roles).includes('appointment.read') || values.colleagues.includes(accountId),
  )
  /** What somebody or a room has at that hour already. */
  const busy = (has: (row: NonNullable<typeof day>[number]) => boolean): string => {
    const found = slot && day?.find((row) => row.id !== id && has(row) && overlap(slot, row))
    return found ? t('agenda.busy', { time: spanText(found) }) : ''
  }
  const isThere = (row: AgendaRow, account: string) =>
    peopleOf(row).includes(account) || (row.followers?.includes(account) ?? false)
  const followers = useQuery({ ...caseQuery(desk.code, values.caseId), enabled: values.caseId !== '' }).data?.followers
  /** Who reads the cases that she follows alone, and not this one, would see an hour that is taken, and nothing else. */
  const blind = (account: string | null): string => {
    const member = members.find(({ accountId }) => accountId === account)
    const follows = !followers || followers.some(({ accountId }) => accountId === account)
    return !member || follows || reachOf(member.roles) === 'desk' ? '' : t('agenda.sees-nothing')
  }
  const withSaid = (...says: string[]) => says.filter(Boolean).join(' – ')
  const mediators = usable(places?.mediators, values.mediator).filter(
    (one) => values.language !== '' && (one.languages as string[]).includes(values.language),
  )
  return (
    <>
      {values.caseId !== '' && <CaseSafeContact caseId={values.caseId} />}
      <SelectField
        {...at('kind')}
        label={t('agenda.field.kind')}
        none={t('ui.choose')}
        onChange={(kind) => fields.change({ kind: kind as BookingValues['kind'] })}
        options={codes.options(ownKinds)}
      />
      <div className="field-row">
        <DateField {...at('day')} label={t('agenda.field.day')} ahead />
        <TextField {...at('time')} label={t('agenda.field.time')} help={t('agenda.time-help')} short maxLength={5} />
        <SelectField
          {...at('minutes')}
          label={t('agenda.field.minutes')}
          options={[...new Set([...lengths, values.minutes])].map((value) => ({
            value,
            label: t('agenda.minutes', { minutes: Number(value) }),
          }))}
        />
      </div>
      {slot && <DayNotice day={slot.day} />}
      <ChecksField
        {...at('colleagues')}
        label={t('agenda.field.colleagues')}
        options={colleagues.map(({ accountId, name }) => ({
          value: accountId,
          label: withSaid(
            name,
            blind(accountId),
            busy((row) => isThere(row, accountId)),
          ),
        }))}
      />
      <div className="field-row">
        <SelectField
          {...at('room')}
          label={t('agenda.field.room')}
          none={t('agenda.no-room')}
          options={usable(places?.rooms, values.room).map((room) => ({
            value: room.id,
            label: withSaid(
              room.name,
              busy((row) => row.room === room.id),
            ),
          }))}
        />
        <TextField {...at('place')} label={t('agenda.field.place')} optional personal maxLength={200} />
      </div>
      <div className="field-row">
        <ComboField
          {...at('language')}
          label={t('agenda.field.language')}
          optional
          onChange={(language) => fields.change({ language, mediator: '' })}
          options={codes.options(languages)}
        />
        {values.language !== '' && (
          <SelectField
            {...at('mediator')}
            label={t('agenda.field.mediator')}
            help={mediators.length === 0 ? t('agenda.no-mediator') : undefined}
            none={t('agenda.mediator-later')}
            options={mediators.map((one) => ({
              value: one.id,
              label: withSaid(
                one.name,
                blind(one.account),
                busy((row) => row.mediator === one.id || (one.account !== null && isThere(row, one.account))),
              ),
            }))}
          />
        )}
      </div>
      <AreaField
        {...at('text')}
        label={t('agenda.field.text')}
        help={t('agenda.text-help')}
        optional
        personal
        rows={2}
        maxLength={1_000}
      />
      <Clashes slot={slot} rows={day ?? []} />
    </>
  )
}
