import { useState } from 'react'
import type { ProposalInFull } from '#model/network/contract-proposals.ts'
import { Button } from '../ui/Button.tsx'
import { FormFrame } from '../ui/FormFrame.tsx'
import { Failure } from '../ui/failure.tsx'
import { useForm } from '../ui/form.ts'
import { useText } from '../ui/text.tsx'
import { EntryFields } from './EntryFields.tsx'
import { readEntry, valuesOfEntry } from './entry-values.ts'
import { useEntryWords } from './entry-words.ts'
import type { EntryBody } from './queries.ts'

type Props = {
  proposal: ProposalInFull
  onSend: (entry: EntryBody) => Promise<void>
  onClose: () => void
  failed: unknown
}

/** The proposed entry, put right before it is approved. */
export function ProposalEdit({ proposal, onSend, onClose, failed }: Props) {
  const { t } = useText()
  const [values, setValues] = useState(() => valuesOfEntry(proposal.proposed))
  const change = (part: Partial<typeof values>) => setValues((before) => ({ ...before, ...part }))
  const form = useForm({ values, change }, useEntryWords().labelOf, readEntry)
  return (
    <FormFrame
      form={form}
      onSubmit={() => void form.save(onSend)}
      label={t('network.approve-so')}
      beside={<Button onClick={onClose}>{t('ui.cancel')}</Button>}
    >
      {failed !== null && <Failure error={failed} />}
      <EntryFields {...form.fields} />
    </FormFrame>
  )
}
