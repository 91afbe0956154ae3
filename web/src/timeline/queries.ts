import { useEffect } from 'react'
import { lookAtCase } from '#model/timeline/contract.ts'
import { call } from '../call.ts'
import { useCaseWrites } from '../cases/queries.ts'
import { useDesk } from '../identity/desk.tsx'

/** Notes that this member looks at the case, once its page stands there. What cannot be noted is noted the next time. */
export function useLook(id: string, stands: boolean): void {
  const desk = useDesk().code
  useEffect(() => {
    if (stands) void call(lookAtCase, { params: { desk, case: id }, body: { seen: false } }).catch(() => {})
  }, [desk, id, stands])
}

/** Says that nothing is new any more. */
export function useSawAll(id: string): () => Promise<void> {
  const desk = useDesk().code
  const { again } = useCaseWrites(id)
  return async () => {
    await call(lookAtCase, { params: { desk, case: id }, body: { seen: true } })
    await again()
  }
}
