import { Button } from '../ui/Button.tsx'
import { Chip, Notice } from '../ui/Chip.tsx'
import { Failure } from '../ui/failure.tsx'
import { ProgressBar } from '../ui/ProgressBar.tsx'
import { useText } from '../ui/text.tsx'
import type { Going, Run } from './use-run.ts'

/** What came of each case, with a way back. */
export function HandoverRun({ run, names }: { run: Run; names: ReadonlyMap<string, string> }) {
  const { t } = useText()
  const all = run.going ?? []
  const outcomes = Object.values(run.done)
  const failed = outcomes.filter((each) => 'failed' in each).length
  return (
    <>
      {outcomes.length < all.length ? (
        <ProgressBar
          done={outcomes.length}
          all={all.length}
          label={t('team.handover-progress', { done: outcomes.length, all: all.length })}
        />
      ) : (
        <Notice
          tone={failed > 0 ? 'amber' : 'good'}
          title={t('team.handover-done', { went: all.length - failed, failed })}
          action={
            <Button small onClick={run.over}>
              {t('team.handover-go-on')}
            </Button>
          }
        />
      )}
      {run.rest === 'went' && <p>{t('team.handover-rest-went')}</p>}
      {typeof run.rest === 'object' && <Failure error={run.rest.failed} />}
      <ul className="lines">
        {all.map((each) => (
          <Line key={each.row.caseId} each={each} run={run} to={names.get(each.to) ?? ''} />
        ))}
      </ul>
    </>
  )
}

function Line({ each: { row }, run, to }: { each: Going; run: Run; to: string }) {
  const { t } = useText()
  const name = row.personName || row.personCode || t('people.unnamed')
  const outcome = run.done[row.caseId]
  return (
    <li>
      <div>
        <span className="personal">{name}</span>
        <small>{to}</small>
        {outcome && 'failed' in outcome && <Failure error={outcome.failed} />}
      </div>
      {outcome && 'went' in outcome && (
        <>
          <Chip icon="check" tone="green">
            {t('team.went')}
          </Chip>
          <Button
            small
            look="plain"
            icon="undo"
            aria-label={t('team.take-back-of', { name })}
            onClick={() => void run.back(row.caseId, outcome.went.id)}
          >
            {t('team.take-back')}
          </Button>
        </>
      )}
      {outcome && 'back' in outcome && <Chip icon="undo">{t('team.came-back')}</Chip>}
    </li>
  )
}
