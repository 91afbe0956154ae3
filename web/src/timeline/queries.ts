import { useEffect, useRef } from 'react'
import { lookAtCase } from '#model/timeline/contract.ts'
import { call } from '../call.ts'
import { useCaseWrites } from '../cases/queries.ts'
import { useDesk } from '../identity/desk.tsx'

/** Notes that this member looks at the case, once its page stands there. What cannot be noted is noted the next time. */
export function useLook(id: string, shownAt: string | undefined): void {
  const desk = useDesk().code
  const isShown = shownAt !== undefined
  const latest = useRef(shownAt)
  latest.current = shownAt
  useEffect(() => {
    const until = latest.current
    if (isShown && until)
      void call(lookAtCase, { params: { desk, case: id }, body: { until, seen: false } }).catch(() => {})
  }, [desk, id, isShown])
}

/** Says that nothing of what is shown is new any more. */
export function useSawAll(id: string): (shownAt: string) => Promise<void> {
  const desk = useDesk().code
  const { again } = useCaseWrites(id)
  return async (until) => {
    await call(lookAtCase, { params: { desk, case: id }, body: { until, seen: true } })
    await again()
  }
}
