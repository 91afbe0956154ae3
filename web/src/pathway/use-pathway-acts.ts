import type { Pathway } from '#model/pathway/contract.ts'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { type FollowUpRow, followUpBody } from './follow-up-values.ts'
import { goalBody, stepBody } from './pathway-values.ts'
import type { GoalRow, ReviewRow, StepRow } from './pathway-view.ts'
import { useWritePathway } from './queries.ts'

/** Acts of one press, each said in words, with a way back: one record more. */
export function usePathwayActs({ caseId, today }: Pick<Pathway, 'caseId' | 'today'>) {
  const { t } = useText()
  const say = useSay()
  const write = useWritePathway(caseId)
  const send = async (doing: () => Promise<boolean>, says: string, undo?: () => Promise<void>): Promise<void> => {
    try {
      if (await doing()) say(says, undo && { undo: () => void undo() })
      else say(t('pathway.moved-on'), { bad: true })
    } catch {
      say(t('pathway.not-saved'), { bad: true })
    }
  }
  /** Changes a step; the way back writes it as it was. */
  const step = (row: StepRow, change: Parameters<typeof stepBody>[1], says: string): Promise<void> => {
    const before = stepBody(row, { no: row.latest.no + 1 })
    return send(
      () => write.step(row.id, stepBody(row, change)),
      says,
      () => send(() => write.step(row.id, before), t('pathway.as-before')),
    )
  }
  return {
    tick: (row: StepRow) =>
      row.latest.state === 'done'
        ? step(row, { state: 'open', doneOn: null }, t('pathway.step-open-again'))
        : step(row, { state: 'done', doneOn: today }, t('pathway.step-done')),
    withdrawStep: (row: StepRow) => step(row, { state: 'withdrawn', doneOn: null }, t('pathway.withdrawn')),
    withdrawGoal: ({ id, latest }: Pick<GoalRow, 'id' | 'latest'>) =>
      send(
        () => write.goal(id, goalBody(latest, { state: 'withdrawn', since: null, why: '' })),
        t('pathway.withdrawn'),
        () => send(() => write.goal(id, goalBody(latest, { no: latest.no + 1 })), t('pathway.as-before')),
      ),
    withdrawReview: ({ id, latest: { no, day, text, nextOn } }: ReviewRow) =>
      send(
        () => write.review(id, { no, day, text, nextOn, withdrawn: true }),
        t('pathway.withdrawn'),
        () => send(() => write.review(id, { no: no + 1, day, text, nextOn, withdrawn: false }), t('pathway.as-before')),
      ),
    withdrawFollowUp: ({ id, latest }: FollowUpRow) =>
      send(
        () => write.followUp(id, followUpBody(latest, { withdrawn: true })),
        t('pathway.withdrawn'),
        () => send(() => write.followUp(id, followUpBody(latest, { no: latest.no + 1 })), t('pathway.as-before')),
      ),
  }
}
