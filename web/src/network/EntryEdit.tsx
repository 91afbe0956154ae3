import { useState } from 'react'
import { Service } from '#model/network/contract.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { type Edit, EditForm } from '../ui/EditForm.tsx'
import { Skeleton } from '../ui/Page.tsx'
import { AreaField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { EntryFields } from './EntryFields.tsx'
import { type EntryValues, entryOfService, readEntry, valuesOfEntry } from './entry-values.ts'
import { useEntryWords } from './entry-words.ts'
import { useNetworkActs } from './queries.ts'

const valuesOf = (service: Service) => valuesOfEntry(entryOfService(service))

/** Changes an entry, or proposes it to who keeps it. */
export function EntryEdit({ service, onDone }: { service: Service; onDone: () => void }) {
  const { t } = useText()
  const say = useSay()
  const acts = useNetworkActs()
  const words = useEntryWords()
  const [why, setWhy] = useState('')
  const base = valuesOf(service)
  const live = service.can.includes('change')
  const draft = useDraft<Edit<EntryValues>>('entry', service.id, { ...base, base, version: service.version })
  if (!draft.ready) return <Skeleton rows={8} />
  return (
    <EditForm
      {...words}
      draft={draft}
      status={<DraftStatus draft={draft} />}
      label={t(live ? 'ui.save' : 'network.propose')}
      record={Service}
      valuesOf={valuesOf}
      versionOf={({ version }) => version}
      read={readEntry}
      send={(entry, version) => acts.change(service.id, entry, why, version)}
      onSaved={() => say(t(live ? 'network.changed' : 'network.proposed'))}
      onClose={onDone}
    >
      {(fields) => (
        <>
          {!live && <p>{t('network.propose-help', { desk: service.tendedBy.name })}</p>}
          <EntryFields {...fields} />
          {!live && (
            <AreaField
              id="why"
              label={t('network.why')}
              help={t('network.no-workers')}
              optional
              rows={2}
              maxLength={600}
              value={why}
              onChange={setWhy}
            />
          )}
        </>
      )}
    </EditForm>
  )
}
