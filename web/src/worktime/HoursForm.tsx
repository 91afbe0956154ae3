import { useRef } from 'react'
import { SaidBy } from '#model/codes/said-by.ts'
import { MOST_TURNS } from '#model/worktime/contract.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { Button } from '../ui/Button.tsx'
import { ChoiceField, SeveralField } from '../ui/ChoiceField.tsx'
import { DateField } from '../ui/DateField.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Failure } from '../ui/failure.tsx'
import { useFields, useForm } from '../ui/form.ts'
import { submitKeys, useEarlyPress } from '../ui/form-keys.ts'
import { useKeys } from '../ui/keys.tsx'
import { Card } from '../ui/Page.tsx'
import { AreaField, SelectField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { asksTimes, type HoursValues, isOneDay, nextHours, noHours, readHours, withDays } from './hours-values.ts'
import { weekdayText } from './hours-words.ts'
import { useWriteHours } from './queries.ts'
import { TurnFields } from './TurnFields.tsx'

const prefix = 'hours-'
const weekdays = [1, 2, 3, 4, 5, 6, 7]
/** From Monday on. */
const upTo = (last: number): string[] => weekdays.slice(0, last).map(String)

/** What somebody remembers, as one entry: from when to when, on which days, at which times. */
export function HoursForm({ caseId }: { caseId: string }) {
  const text = useText()
  const { t } = text
  const say = useSay()
  const write = useWriteHours(caseId)
  const draft = useDraft<HoursValues>('hours', caseId, noHours)
  const early = useEarlyPress(draft.ready)
  const labelOf = (field: string) => {
    const [part = '', at] = field.split('-')
    return at === undefined
      ? t(`worktime.field.${part}`)
      : t('worktime.field-of', { field: t(`worktime.turn.${part}`), no: Number(at) + 1 })
  }
  const form = useForm(draft, labelOf, readHours)
  const at = useFields(form.fields, prefix)
  const box = useRef<HTMLDivElement>(null)
  const first = () => box.current?.querySelector<HTMLElement>(`#${prefix}from`)?.focus()
  useKeys([{ key: 'o', says: t('worktime.key-new'), run: first }])
  const { id, values } = draft
  const { wrong } = form
  const oneDay = isOneDay(values)
  const days = (which: 'worked' | 'free') => ({
    ...at(which),
    bare: true,
    label: t(`worktime.field.${which}`),
    options: weekdays.map((day) => ({ value: String(day), label: weekdayText(day, text) })),
    onChange: (next: unknown) =>
      form.fields.change(withDays(values, which, Array.isArray(next) ? [...next].sort() : [])),
  })
  const changeTurns = (turns: HoursValues['turns']) => {
    // A time that changes is no longer the one that was wrong.
    wrong.forget(
      Object.fromEntries(Object.keys(wrong.fields).flatMap((field) => (/-\d$/.test(field) ? [[field, null]] : []))),
    )
    form.fields.change({ turns })
  }
  const submit = () =>
    form.save(async (body) => {
      await write.record({ id, ...body })
      await draft.finish(nextHours(values))
      say(t('worktime.saved'))
      first()
    })
  return (
    <Card title={t('worktime.new')}>
      <form
        ref={early.form}
        className="form hours-form"
        aria-label={t('worktime.new')}
        onSubmit={(event) => {
          event.preventDefault()
          if (!early.holds(values.from.trim() !== '')) void submit()
        }}
        onKeyDown={submitKeys}
      >
        <ErrorSummary
          wrong={wrong.list.map((one) => ({ ...one, field: `${prefix}${one.field}` }))}
          round={wrong.round}
        />
        <div className="field-row" ref={box}>
          <DateField {...at('from')} label={t('worktime.field.from')} />
          <DateField {...at('until')} label={t('worktime.field.until')} help={t('worktime.until-help')} optional />
        </div>
        {oneDay ? (
          <ChoiceField
            {...at('day')}
            label={t('worktime.field.day')}
            onChange={(day) => form.fields.change({ day: day as HoursValues['day'] })}
            options={(['worked', 'free'] as const).map((value) => ({ value, label: t(`worktime.day.${value}`) }))}
          />
        ) : (
          <>
            <SeveralField {...days('worked')} />
            <div className="hours-quick">
              {[5, 6].map((last) => (
                <Button key={last} small onClick={() => days('worked').onChange(upTo(last))}>
                  {t('worktime.choose-days', { from: weekdayText(1, text), until: weekdayText(last, text) })}
                </Button>
              ))}
            </div>
            <SeveralField {...days('free')} help={t('worktime.free-help')} />
          </>
        )}
        {asksTimes(values) && (
          <TurnFields
            prefix={prefix}
            turns={values.turns}
            most={MOST_TURNS}
            wrong={wrong.fields}
            onChange={changeTurns}
          />
        )}
        <div className="field-row">
          <TextField {...at('place')} label={t('worktime.field.place')} optional personal maxLength={200} />
          <SelectField
            {...at('saidBy')}
            label={t('worktime.field.saidBy')}
            none={t('ui.choose')}
            onChange={(next) => form.fields.change({ saidBy: next as SaidBy })}
            options={SaidBy.options.map((value) => ({ value, label: t(`signs.said-by.${value}`) }))}
          />
        </div>
        <AreaField
          {...at('text')}
          label={t('worktime.field.text')}
          help={t('worktime.text-help')}
          optional
          personal
          rows={2}
          maxLength={4_000}
        />
        <TextField {...at('note')} label={t('worktime.field.note')} optional personal maxLength={1_000} />
        {wrong.failed !== null && <Failure error={wrong.failed} />}
        <div className="form-actions">
          <Button type="submit" look="primary" busy={form.busy} title={t('ui.ctrl-enter')}>
            {t('worktime.save')}
          </Button>
          <DraftStatus draft={draft} />
        </div>
      </form>
    </Card>
  )
}
