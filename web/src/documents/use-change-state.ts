import type { NewDocumentFact } from '#model/documents/contract.ts'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { stateAlone } from './document-values.ts'
import { useDocumentWords } from './document-words.ts'
import type { Row } from './person-view.ts'
import { useRecordDocument } from './queries.ts'

/** Changes how a document stands, with nothing else said; what stood before can be had back, as one record more. */
export function useChangeState(caseId: string, today: string) {
  const { t } = useText()
  const say = useSay()
  const words = useDocumentWords()
  const record = useRecordDocument(caseId)
  const send = async (row: Row, body: NewDocumentFact, undo?: () => void) => {
    const document = words.name(row.code)
    try {
      if (await record(row.code, body))
        say(t('documents.saved', { document, state: words.standing(body.state) }), undo && { undo })
      else say(t('documents.moved-on'), { bad: true })
    } catch {
      say(t('documents.not-saved', { document }), { bad: true })
    }
  }
  return (row: Row, state: NewDocumentFact['state']): Promise<void> => {
    const { latest } = row
    const no = (latest?.no ?? 0) + 1
    const before = latest
      ? { state: latest.state, expiresOn: latest.expiresOn, number: latest.number, note: '' }
      : { state: 'not_asked' as const, expiresOn: null, number: '', note: '' }
    return send(row, stateAlone(latest, state, today), () => void send(row, { ...before, no }))
  }
}
