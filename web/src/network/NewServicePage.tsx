import { useNavigate } from '@tanstack/react-router'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { useDesk } from '../identity/desk.tsx'
import { FormFrame } from '../ui/FormFrame.tsx'
import { useForm } from '../ui/form.ts'
import { Page, Skeleton } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { EntryFields } from './EntryFields.tsx'
import { type EntryValues, emptyEntry, readEntry } from './entry-values.ts'
import { useEntryWords } from './entry-words.ts'
import { useNetworkActs } from './queries.ts'

/** A new entry of the directory: live at once for who approves, a proposal for everybody else. */
export function NewServicePage() {
  const { t } = useText()
  const desk = useDesk()
  const say = useSay()
  const navigate = useNavigate()
  const acts = useNetworkActs()
  const draft = useDraft<EntryValues>('entry', null, emptyEntry())
  const form = useForm(draft, useEntryWords().labelOf, readEntry)
  const approves = desk.may('service.approve')
  const title = t(approves ? 'network.new' : 'network.propose-new')
  const save = () =>
    form.save(async (entry) => {
      const { id } = draft
      const { live } = await acts.add(id, entry, '')
      await draft.finish(emptyEntry())
      say(t(live ? 'network.added' : 'network.proposed'))
      const params = { desk: desk.code, id }
      await navigate(live ? { to: '/$desk/rete/$id', params } : { to: '/$desk/rete/proposte', params })
    })
  return (
    <Page title={title} tab={title}>
      {!draft.ready ? (
        <Skeleton rows={8} />
      ) : (
        <FormFrame
          form={form}
          onSubmit={() => void save()}
          label={t(approves ? 'ui.save' : 'network.propose')}
          beside={<DraftStatus draft={draft} />}
        >
          {!approves && <p>{t('network.propose-help', { desk: desk.name })}</p>}
          <EntryFields {...form.fields} />
        </FormFrame>
      )}
    </Page>
  )
}
