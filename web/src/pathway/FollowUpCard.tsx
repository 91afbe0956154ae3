import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { CivilDate } from '#model/calendar.ts'
import type { Moment, Pathway } from '#model/pathway/contract.ts'
import { Button } from '../ui/Button.tsx'
import { shortDate } from '../ui/dates.ts'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { FollowUpForm } from './FollowUpForm.tsx'
import { FollowUpLine, FollowUpSaid } from './FollowUpSaid.tsx'
import { followUpsOf, type MomentRow } from './follow-up-values.ts'
import { HistoryLines } from './HistoryLines.tsx'
import { DueChip } from './PathwayChips.tsx'
import { usePathwayActs } from './use-pathway-acts.ts'

const headingOf = (moment: Moment) => `outcome-${moment}`

/** How the person is after the closing: at its end and six months later, each told once or still to be asked. */
export function FollowUpCard({ data }: { data: Pathway }) {
  const { t } = useText()
  const { moments, earlier } = followUpsOf(data)
  if (moments.length === 0 && earlier.length === 0) return null
  return (
    <Card title={t('pathway.follow-ups')}>
      <p className="quiet">{t('pathway.follow-ups-hint')}</p>
      {moments.map((row) => (
        <MomentBlock key={row.moment} data={data} closedOn={data.closedOn as CivilDate} row={row} />
      ))}
      {earlier.length > 0 && <h3 className="path-history">{t('pathway.follow-ups-earlier')}</h3>}
      {earlier.map(({ id, latest }) => (
        <article key={id} className="goal">
          <p>{t(`pathway.outcome.${latest.moment}`)}</p>
          <FollowUpSaid fact={latest} />
        </article>
      ))}
    </Card>
  )
}

type Props = { data: Pathway; closedOn: CivilDate; row: MomentRow }

function MomentBlock({ data, closedOn, row }: Props) {
  const { t, lang } = useText()
  const navigate = useNavigate()
  const { esito } = useSearch({ from: '/signed-in/$desk/casi/$id/percorso' })
  const { moment, held, from, by, due } = row
  const outcome = t(`pathway.outcome.${moment}`)
  const may = data.can.includes('follow-up') && from <= data.today
  const isOpen = may && esito === moment
  const close = () => {
    void navigate({ to: '.', search: {} })
    // The form is gone: the keyboard goes on where it stood.
    requestAnimationFrame(() => document.getElementById(headingOf(moment))?.focus())
  }
  return (
    <article className="goal" aria-labelledby={headingOf(moment)}>
      <div className="goal-head">
        <h3 id={headingOf(moment)} tabIndex={-1}>
          {outcome}
        </h3>
        {!held && due && <DueChip due={due} on={by} />}
      </div>
      {isOpen ? (
        <FollowUpForm data={data} closedOn={closedOn} row={row} onDone={close} />
      ) : held ? (
        <FollowUpSaid fact={held.latest} />
      ) : (
        <p className="quiet">
          {from > data.today
            ? t('pathway.follow-up-from', { from: shortDate(from, lang), by: shortDate(by, lang) })
            : t('pathway.follow-up-none')}
        </p>
      )}
      {may && !isOpen && <MomentActs data={data} row={row} outcome={outcome} />}
      {held && (isOpen || held.history.length > 1) && (
        <HistoryLines facts={held.history} say={(fact) => <FollowUpLine fact={fact} />} />
      )}
    </article>
  )
}

function MomentActs({ data, row: { moment, held }, outcome }: { data: Pathway; row: MomentRow; outcome: string }) {
  const { t } = useText()
  const acts = usePathwayActs(data)
  return (
    <div className="inline">
      <Link
        className="btn btn-outline btn-small"
        to="."
        search={{ esito: moment }}
        aria-label={t(held ? 'pathway.correct-of' : 'pathway.write-of', { outcome })}
      >
        {t(held ? 'pathway.correct' : 'pathway.write')}
      </Link>
      {held && (
        <Button
          small
          look="plain"
          aria-label={t('pathway.withdraw-of', { outcome })}
          onClick={() => void acts.withdrawFollowUp(held)}
        >
          {t('pathway.withdraw')}
        </Button>
      )}
    </div>
  )
}
