import type { Pathway } from '#model/pathway/contract.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { Button } from '../ui/Button.tsx'
import { DateField, todayHere, typed } from '../ui/DateField.tsx'
import { shortDate } from '../ui/dates.ts'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Failure } from '../ui/failure.tsx'
import { useFields, useForm } from '../ui/form.ts'
import { submitKeys, useEarlyPress } from '../ui/form-keys.ts'
import { Card } from '../ui/Page.tsx'
import { AreaField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { type ReviewValues, readReview } from './pathway-values.ts'
import type { ReviewRow } from './pathway-view.ts'
import { useWritePathway } from './queries.ts'
import { usePathwayActs } from './use-pathway-acts.ts'

type Props = { data: Pathway; reviews: readonly ReviewRow[]; mayWrite: boolean }

/** Talks with the person about how it goes: the last first, and a place to write the next one. */
export function ReviewCard({ data, reviews, mayWrite }: Props) {
  const { t, lang } = useText()
  const acts = usePathwayActs(data)
  return (
    <Card title={t('pathway.reviews')} count={reviews.length}>
      {mayWrite && <ReviewForm data={data} />}
      {reviews.length === 0 && <p className="quiet">{t('pathway.no-reviews')}</p>}
      <ul className="lines">
        {reviews.map((row) => (
          <li key={row.id}>
            <div>
              <strong>{shortDate(row.latest.day, lang)}</strong>
              <p className="prose personal">{row.latest.text}</p>
              <small>
                {t('pathway.review-by', { by: row.latest.by })}
                {row.latest.nextOn && ` · ${t('pathway.next-line', { day: shortDate(row.latest.nextOn, lang) })}`}
              </small>
            </div>
            {mayWrite && (
              <Button
                small
                look="plain"
                aria-label={t('pathway.withdraw-review', { day: shortDate(row.latest.day, lang) })}
                onClick={() => void acts.withdrawReview(row)}
              >
                {t('pathway.withdraw')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

const begin: ReviewValues = { text: '', day: '', nextOn: '' }

function ReviewForm({ data }: { data: Pathway }) {
  const { t } = useText()
  const say = useSay()
  const write = useWritePathway(data.caseId)
  const draft = useDraft<ReviewValues>('review', data.caseId, begin)
  const form = useForm(draft, (field) => t(`pathway.review-${field}`), readReview)
  const at = useFields(form.fields, 'review-')
  const early = useEarlyPress(draft.ready)
  const { id, values } = draft
  const no = data.reviews.find((review) => review.id === id)?.history[0]?.no ?? 0
  const submit = () =>
    form.save(async (body) => {
      if (!(await write.review(id, { ...body, no }))) return say(t('pathway.moved-on'), { bad: true })
      await draft.finish(begin)
      say(t('pathway.review-added'))
    })
  return (
    <form
      ref={early.form}
      className="composer composer-open"
      onSubmit={(event) => {
        event.preventDefault()
        if (!early.holds(values.text.trim() !== '')) void submit()
      }}
      onKeyDown={submitKeys}
      aria-label={t('pathway.new-review')}
    >
      <ErrorSummary
        wrong={form.wrong.list.map((one) => ({ ...one, field: `review-${one.field}` }))}
        round={form.wrong.round}
      />
      <AreaField
        {...at('text')}
        label={t('pathway.review-text')}
        help={t('pathway.review-text-help')}
        maxLength={10_000}
        personal
      />
      <div className="composer-more">
        <DateField {...at('day')} value={values.day || typed(todayHere())} label={t('pathway.review-day')} />
        <DateField {...at('nextOn')} label={t('pathway.review-nextOn')} optional ahead />
      </div>
      {form.wrong.failed !== null && <Failure error={form.wrong.failed} />}
      <div className="form-actions">
        <Button type="submit" busy={form.busy} title={t('ui.ctrl-enter')}>
          {t('pathway.save-review')}
        </Button>
        <DraftStatus draft={draft} />
      </div>
    </form>
  )
}
