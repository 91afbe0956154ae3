import { useState } from 'react'
import type { Handover, Holding } from '#model/team/handover-contract.ts'
import type { DraftHandle } from '../drafts/use-draft.ts'
import { useHandovers } from './handover-queries.ts'
import { chosenParts, type Values } from './handover-values.ts'

export type Going = { row: Holding; to: string; note: string }
export type Outcome = { went: Handover } | { back: Handover } | { failed: unknown }

/** One case after the other: each goes whole or not at all, and what went stays so if it is cut off. */
export function useRun(account: string, draft: DraftHandle<Values>) {
  const acts = useHandovers()
  const [going, setGoing] = useState<readonly Going[] | null>(null)
  const [done, setDone] = useState<Readonly<Record<string, Outcome>>>({})
  const [rest, setRest] = useState<'none' | 'went' | { failed: unknown }>('none')
  const note = (caseId: string, outcome: Outcome) => setDone((before) => ({ ...before, [caseId]: outcome }))
  return {
    going,
    done,
    rest,
    start: async (all: readonly Going[], last: { to: string; mark: string } | null) => {
      const what = chosenParts(draft.values)
      setGoing(all)
      setDone({})
      setRest('none')
      const left: Values['lines'] = {}
      for (const { row, to, note: words } of all) {
        const sent = { from: account, to, what, note: words, mark: row.mark }
        const outcome = await acts.hand(row.caseId, sent).then(
          (went): Outcome => ({ went }),
          (failed: unknown): Outcome => ({ failed }),
        )
        if ('failed' in outcome) left[row.caseId] = draft.values.lines[row.caseId] ?? {}
        note(row.caseId, outcome)
      }
      if (last)
        setRest(
          await acts.handRest(account, last).then(
            () => 'went' as const,
            (failed: unknown) => ({ failed }),
          ),
        )
      // What did not go keeps its words; the rest of the draft is over.
      if (Object.keys(left).length > 0) draft.change({ lines: left })
      else await draft.finish()
      await acts.again()
    },
    back: async (caseId: string, handover: string) => {
      note(
        caseId,
        await acts.back(caseId, handover).then(
          (back): Outcome => ({ back }),
          (failed: unknown): Outcome => ({ failed }),
        ),
      )
      await acts.again()
    },
    over: () => setGoing(null),
  }
}
export type Run = ReturnType<typeof useRun>
