import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Contact } from '#model/outreach/contract.ts'
import { CallError } from '../call.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { ConflictPanel } from '../ui/ConflictPanel.tsx'
import { mergeEdits } from '../ui/conflict.ts'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Failure } from '../ui/failure.tsx'
import { submitKeys } from '../ui/form-keys.ts'
import { Skeleton } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useWrong } from '../ui/wrong.ts'
import { ContactForm } from './ContactForm.tsx'
import { useContactLabels } from './contact-labels.ts'
import { type ContactValues, readContact, valuesOfContact } from './contact-values.ts'
import { changeContact, contactQuery, refreshContacts } from './queries.ts'

type Edit = ContactValues & { base: ContactValues; version: number }
type Stored = Omit<ContactValues, 'inline' | 'recognisable' | 'personName'>

const storedOf = ({ inline: _, recognisable: __, personName: ___, ...stored }: ContactValues): Stored => stored

/** Corrects a contact, or says whose it was. If somebody else was first, what changed stands side by side. */
export function ContactEdit(props: { contact: Contact; onDone: () => void; openPerson: boolean }) {
  const { contact, onDone } = props
  const { t } = useText()
  const desk = useDesk()
  const say = useSay()
  const client = useQueryClient()
  const base = valuesOfContact(contact)
  const draft = useDraft<Edit>('contact', contact.id, {
    ...base,
    ...(props.openPerson && { recognisable: true }),
    base,
    version: contact.version,
  })
  const words = useContactLabels()
  const wrong = useWrong(words.labelOf)
  const [busy, setBusy] = useState(false)
  const change = (part: Partial<ContactValues>) => {
    wrong.forget(part)
    draft.change(part)
  }
  const [theirs, setTheirs] = useState<Contact | null>(null)
  const { base: began, version, ...mine } = draft.values

  const save = async (values: ContactValues, version: number) => {
    wrong.clear()
    const read = readContact(values)
    if (!read.ok) return wrong.set(read.wrong)
    setBusy(true)
    try {
      const saved = await changeContact(desk.code, contact.id, { ...read.body, version })
      client.setQueryData(contactQuery(desk.code, contact.id).queryKey, saved)
      await draft.finish()
      void refreshContacts(client, desk.code)
      say(t('outreach.corrected'))
      onDone()
    } catch (error) {
      const now = error instanceof CallError && error.code === 'moved-on' ? Contact.safeParse(error.current) : null
      if (now?.success) setTheirs(now.data)
      else wrong.take(error)
    } finally {
      setBusy(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!busy) void save(mine, version)
  }
  const conflict = theirs && mergeEdits<Stored>(storedOf(began), storedOf(mine), storedOf(valuesOfContact(theirs)))
  if (!draft.ready) return <Skeleton rows={8} />
  return (
    <form className="form form-contact" onSubmit={submit} onKeyDown={submitKeys}>
      <ErrorSummary wrong={wrong.list} round={wrong.round} />
      <ContactForm values={mine} change={change} wrong={wrong.fields} />
      {wrong.failed !== null && <Failure error={wrong.failed} />}
      <div className="form-actions form-actions-thumb">
        <Button type="submit" look="primary" busy={busy} title={t('ui.ctrl-enter')}>
          {t('ui.save')}
        </Button>
        <Button onClick={onDone}>{t('ui.close-keep-draft')}</Button>
        <DraftStatus draft={draft} />
      </div>
      {theirs && conflict && (
        <ConflictPanel<Stored>
          {...conflict}
          labelOf={words.labelOf}
          sayValue={(field, value) =>
            field === 'personId'
              ? ((value === mine.personId ? mine.personName : theirs.personName) ?? t('outreach.anonymous'))
              : words.sayValue(field, value)
          }
          onClose={() => setTheirs(null)}
          onDone={(picked) => {
            const merged = { ...mine, ...conflict.merged, ...picked }
            draft.change({ ...merged, base: valuesOfContact(theirs), version: theirs.version })
            setTheirs(null)
            void save(merged, theirs.version)
          }}
        />
      )}
    </form>
  )
}
