import { useQueryClient } from '@tanstack/react-query'
import { Contact } from '#model/outreach/contract.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { useDesk } from '../identity/desk.tsx'
import { type Edit, EditForm } from '../ui/EditForm.tsx'
import { Skeleton } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { ContactForm } from './ContactForm.tsx'
import { useContactLabels } from './contact-labels.ts'
import { type ContactValues, readContact, valuesOfContact } from './contact-values.ts'
import { changeContact, contactQuery, refreshContacts } from './queries.ts'

const storedOf = ({ inline: _, recognisable: __, personName: ___, ...stored }: ContactValues) => stored

/** Corrects a contact, or says whose it was. */
export function ContactEdit(props: { contact: Contact; onDone: () => void; openPerson: boolean }) {
  const { contact, onDone } = props
  const { t } = useText()
  const desk = useDesk()
  const say = useSay()
  const client = useQueryClient()
  const base = valuesOfContact(contact)
  const draft = useDraft<Edit<ContactValues>>('contact', contact.id, {
    ...base,
    ...(props.openPerson && { recognisable: true }),
    base,
    version: contact.version,
  })
  const words = useContactLabels()
  if (!draft.ready) return <Skeleton rows={8} />
  const { personId, personName } = draft.values
  return (
    <EditForm
      draft={draft}
      status={<DraftStatus draft={draft} />}
      record={Contact}
      valuesOf={valuesOfContact}
      versionOf={({ version }) => version}
      stored={storedOf}
      labelOf={words.labelOf}
      sayValue={(field, value, theirs) =>
        field === 'personId'
          ? ((value === personId ? personName : theirs.personName) ?? t('outreach.anonymous'))
          : words.sayValue(field, value)
      }
      read={readContact}
      send={async (body, version) => {
        const saved = await changeContact(desk.code, contact.id, { ...body, version })
        client.setQueryData(contactQuery(desk.code, contact.id).queryKey, saved)
      }}
      onSaved={() => {
        void refreshContacts(client, desk.code)
        say(t('outreach.corrected'))
      }}
      onClose={onDone}
      className="form form-contact"
    >
      {(fields) => <ContactForm {...fields} />}
    </EditForm>
  )
}
