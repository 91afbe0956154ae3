import { type ReactNode, useState } from 'react'
import type { MoveLine } from '#model/referrals/contract-moves.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Chip.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ProgressBar } from '../ui/ProgressBar.tsx'
import { useText } from '../ui/text.tsx'
import { MoveTable, type Outcomes } from './MoveTable.tsx'
import { useMoves } from './move-queries.ts'

const mayGo = ({ verdict }: MoveLine) => verdict !== null && verdict.result !== 'stays'

/** Which of them go, what will follow, and then what came of each. What was done stays done if it is cut off. */
export function MoveRun(props: {
  lines: readonly MoveLine[]
  to: string | undefined
  onOver: () => void
  nothing: ReactNode
}) {
  const { t } = useText()
  const acts = useMoves()
  const [left, setLeft] = useState<readonly string[]>([])
  const [asking, setAsking] = useState(false)
  const [going, setGoing] = useState<readonly MoveLine[] | null>(null)
  const [done, setDone] = useState<Outcomes>({})
  const { to } = props
  const picked = to ? props.lines.filter((line) => mayGo(line) && !left.includes(line.id)) : []
  const count = (result: string) => picked.filter(({ verdict }) => verdict?.result === result).length
  const start = async (lines: readonly MoveLine[], service: string) => {
    setAsking(false)
    setGoing(lines)
    for (const line of lines) {
      const outcome = await acts.move(line, service).catch((failed: unknown) => ({ failed }))
      setDone((before) => ({ ...before, [line.id]: outcome }))
    }
    await acts.readAnew()
  }
  if (going) {
    const many = Object.keys(done).length
    const sent = Object.values(done).filter((each) => 'result' in each && each.result === 'sends').length
    const failed = Object.values(done).filter((each) => 'failed' in each).length
    return (
      <>
        {many < going.length ? (
          <ProgressBar
            done={many}
            all={going.length}
            label={t('referrals.move.progress', { done: many, all: going.length })}
          />
        ) : (
          <Notice
            tone={failed > 0 ? 'amber' : 'good'}
            title={t('referrals.move.done', { sent, drafts: many - sent - failed, failed })}
            action={
              <Button small onClick={props.onOver}>
                {t('referrals.move.go-on')}
              </Button>
            }
          />
        )}
        <MoveTable lines={going} done={done} />
      </>
    )
  }
  if (props.lines.length === 0) return props.nothing
  return (
    <>
      <MoveTable
        lines={props.lines}
        {...(to && {
          picked: picked.map(({ id }) => id),
          pick: (id: string, yes: boolean) =>
            setLeft((before) => (yes ? before.filter((each) => each !== id) : [...before, id])),
        })}
      />
      <div className="form-actions">
        <Button look="primary" disabled={picked.length === 0} onClick={() => setAsking(true)}>
          {t('referrals.move.do', { count: picked.length })}
        </Button>
        {!to && <span className="quiet">{t('referrals.move.choose-first')}</span>}
      </div>
      {asking && to && (
        <Dialog title={t('referrals.move.title')} onClose={() => setAsking(false)}>
          <div className="form">
            <p>{t('referrals.move.before', { sends: count('sends'), drafts: count('drafts') })}</p>
            <div className="dialog-actions">
              <Button onClick={() => setAsking(false)}>{t('ui.cancel')}</Button>
              <Button look="primary" onClick={() => void start(picked, to)}>
                {t('referrals.move.do', { count: picked.length })}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </>
  )
}
