import { type FormEvent, useState } from 'react'
import type { CaseFile } from '#model/cases/contract.ts'
import { SaidBy } from '#model/codes/said-by.ts'
import { type GivenAnswer, MOST_PERIODS } from '#model/intake/sign-contract.ts'
import type { AgeGroup } from '#model/intake/sign-rules.ts'
import type { Sign } from '#model/intake/signs.ts'
import type { SpokenLanguage } from '#model/intake/spoken.ts'
import { wrongDayOf } from '../cases/queries.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import type { DraftHandle } from '../drafts/use-draft.ts'
import { Button } from '../ui/Button.tsx'
import { ChoiceField } from '../ui/ChoiceField.tsx'
import { DateField, readDate, todayHere, typed } from '../ui/DateField.tsx'
import { Failure } from '../ui/failure.tsx'
import { submitKeys } from '../ui/form-keys.ts'
import { AreaField, SelectField, TextField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { SpokenQuestion } from './SpokenQuestion.tsx'
import { beside, differs, mustRepeat, partOf, type SignValues, signsOf, valuesOf, wrongPeriod } from './sign-parts.ts'
import { useAnswer } from './sign-queries.ts'

/** One question: answered and on to the next, or passed over. What is typed is kept as a draft meanwhile. */
export function SignForm(props: {
  file: CaseFile
  draft: DraftHandle<SignValues>
  values: SignValues
  group: AgeGroup
  /** The language beside the operator's own. */
  other: SpokenLanguage | null
  last: GivenAnswer | undefined
  lastOf: (sign: Sign) => GivenAnswer | undefined
  /** An answer was recorded, and the next question stands here. */
  told: () => void
}) {
  const { file, draft, values, group, other, last, lastOf, told } = props
  const { t } = useText()
  const answer = useAnswer(file.id)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const [wrong, setWrong] = useState<{ day?: string; period?: number }>({})
  const sign = values.sign as Sign
  const all = signsOf(partOf(sign), group)
  const [before, after] = [beside(sign, group, -1), beside(sign, group, 1)]
  const change = (more: Partial<SignValues>) => draft.change({ ...values, ...more })
  const go = (to: Sign) => draft.finish(valuesOf(to, lastOf(to)))
  const changed = differs(values, last)
  const yes = values.answer === 'yes'
  const period = (at: number, more: Partial<SignValues['periods'][number]>) =>
    change({ periods: values.periods.map((one, no) => (no === at ? { ...one, ...more } : one)) })

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    const next = after ?? sign
    if (!changed) return void go(next)
    const read = readDate(values.day || typed(todayHere()))
    const day = read.ok ? wrongDayOf(read.date, file) : `ui.date.${read.reason}`
    const at = yes ? wrongPeriod(values.periods) : -1
    setWrong({ ...(day && { day }), ...(at >= 0 && { period: at }) })
    if (day) document.getElementById('sign-day')?.focus()
    else if (at >= 0) document.getElementById(`period-from-${at}`)?.focus()
    if (day || at >= 0 || !read.ok) return
    setBusy(true)
    setFailed(null)
    try {
      const periods = yes ? values.periods : []
      const { evidence, saidBy } = values
      const body = { id: draft.id, sign, answer: values.answer, evidence, saidBy, periods, day: read.date }
      const sheet = await answer(body)
      await draft.finish(
        valuesOf(
          next,
          sheet.rows.find((one) => one.sign === next),
        ),
      )
      told()
      // The next question takes the place of this one, and the keyboard goes on with it.
      requestAnimationFrame(() => document.querySelector<HTMLElement>('.sign-form input[type=radio]:checked')?.focus())
    } catch (error) {
      setFailed(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form className="sign-form" onSubmit={submit} onKeyDown={submitKeys} aria-label={t(`sign.${sign}`)}>
      <p className="quiet">{t('signs.question', { no: all.indexOf(sign) + 1, of: all.length })}</p>
      <SpokenQuestion sign={sign} other={other} />
      <ChoiceField
        id="sign-answer"
        label={t(`sign.${sign}`)}
        value={values.answer}
        onChange={(next) => change({ answer: next as SignValues['answer'] })}
        options={(['yes', 'no'] as const).map((value) => ({ value, label: t(`signs.${value}`) }))}
        unanswered
      />
      {yes && mustRepeat(sign) && (
        <fieldset className="sign-periods">
          <legend>{t('signs.periods')}</legend>
          <p className="quiet">{t('signs.periods-help')}</p>
          {values.periods.map((one, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a period is known by its place alone
            <div key={at} className="row-fields">
              <TextField
                id={`period-from-${at}`}
                label={t('signs.period-from')}
                type="month"
                placeholder="2025-03"
                short
                value={one.from}
                onChange={(from) => period(at, { from, ...(one.until < from && { until: from }) })}
                error={wrong.period === at ? t('signs.month-wrong') : undefined}
              />
              <TextField
                id={`period-until-${at}`}
                label={t('signs.period-until')}
                type="month"
                placeholder="2025-03"
                short
                value={one.until}
                onChange={(until) => period(at, { until })}
              />
              <Button
                small
                look="plain"
                onClick={() => change({ periods: values.periods.filter((_, no) => no !== at) })}
              >
                {t('signs.drop-period')}
              </Button>
            </div>
          ))}
          {values.periods.length < MOST_PERIODS && (
            <Button small onClick={() => change({ periods: [...values.periods, { from: '', until: '' }] })}>
              {t('signs.add-period')}
            </Button>
          )}
        </fieldset>
      )}
      {values.answer !== 'not_asked' && (
        <>
          <AreaField
            id="sign-evidence"
            label={t('signs.evidence')}
            help={t('signs.evidence-help')}
            optional
            personal
            maxLength={4_000}
            value={values.evidence}
            onChange={(evidence) => change({ evidence })}
          />
          <div className="composer-more">
            <SelectField
              id="sign-said-by"
              label={t('signs.said-by')}
              value={values.saidBy}
              onChange={(next) => change({ saidBy: next as SignValues['saidBy'] })}
              options={SaidBy.options.map((value) => ({ value, label: t(`signs.said-by.${value}`) }))}
            />
            <DateField
              id="sign-day"
              label={t('signs.day')}
              value={values.day || typed(todayHere())}
              onChange={(day) => change({ day })}
              error={wrong.day && t(wrong.day)}
            />
          </div>
        </>
      )}
      {last && <p className="quiet">{t('signs.row', { by: last.by, day: typed(last.day) })}</p>}
      {failed !== null && <Failure error={failed} />}
      <div className="form-actions">
        <Button type="submit" look="primary" busy={busy}>
          {t(changed ? 'signs.save-next' : 'signs.next')}
        </Button>
        {before && (
          <Button look="plain" icon="left" onClick={() => void go(before)}>
            {t('signs.back')}
          </Button>
        )}
        <DraftStatus draft={draft} />
      </div>
    </form>
  )
}
