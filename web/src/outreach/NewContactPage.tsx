import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useLocation, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { Contact } from '#model/outreach/contract.ts'
import { DraftStatus } from '../drafts/DraftStatus.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { useDesk } from '../identity/desk.tsx'
import { personQuery } from '../people/queries.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Chip.tsx'
import { rememberCode } from '../ui/codes.ts'
import { FormFrame } from '../ui/FormFrame.tsx'
import { useForm } from '../ui/form.ts'
import { Page, Skeleton } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { ContactForm } from './ContactForm.tsx'
import { useContactLabels } from './contact-labels.ts'
import { type ContactValues, emptyContact, readContact } from './contact-values.ts'
import { contactQuery, refreshContacts, saveContact, useWithdrawContact } from './queries.ts'

const lastChannel = 'varco.channel'
const begin = () => emptyContact(localStorage.getItem(lastChannel) ?? '')

/** Logs a contact: one screen, thirty seconds, keyboard or thumb alone. */
export function NewContactPage() {
  const { t } = useText()
  const desk = useDesk()
  const { persona } = useSearch({ from: '/signed-in/$desk/contatti/nuovo' })
  const { person, __TSR_key: at } = useLocation({ select: (location) => location.state })
  const id = person ?? persona
  const chosen = useQuery({ ...personQuery(desk.code, id ?? ''), enabled: id !== undefined })
  if (id && chosen.isPending)
    return (
      <Page title={t('outreach.new')} tab={t('outreach.new')}>
        <Skeleton rows={8} />
      </Page>
    )
  const { identity } = chosen.data ?? {}
  const name = identity ? `${identity.givenName} ${identity.familyName}`.trim() || identity.code : ''
  return <NewContactForm key={at} chosen={id && identity ? { id, name } : null} />
}

function NewContactForm({ chosen }: { chosen: { id: string; name: string } | null }) {
  const { t } = useText()
  const desk = useDesk()
  const client = useQueryClient()
  const draft = useDraft<ContactValues>(
    'contact',
    null,
    { ...begin(), ...(chosen && { personId: chosen.id, personName: chosen.name, recognisable: true }) },
    true,
    // A draft about somebody else waits in its list: it must not take the place of who was chosen.
    chosen ? (values) => values.personId === chosen.id : undefined,
  )
  const form = useForm(draft, useContactLabels().labelOf, readContact)
  const [logged, setLogged] = useState<Contact | null>(null)

  const log = () =>
    form.save(async (body) => {
      const contact = await saveContact(desk.code, { ...body, id: draft.id })
      localStorage.setItem(lastChannel, contact.channel)
      rememberCode('citizenship', contact.citizenship)
      rememberCode('language', contact.language)
      client.setQueryData(contactQuery(desk.code, contact.id).queryKey, contact)
      setLogged(contact)
      scrollTo({ top: 0 })
      await draft.finish(begin())
      void refreshContacts(client, desk.code)
    })

  return (
    <Page title={t('outreach.new')} tab={t('outreach.new')}>
      {logged ? (
        <Logged contact={logged} again={() => setLogged(null)} />
      ) : !draft.ready ? (
        <Skeleton rows={8} />
      ) : (
        <FormFrame
          form={form}
          onSubmit={() => void log()}
          label={t('outreach.log')}
          beside={<DraftStatus draft={draft} />}
          className="form form-contact"
        >
          <ContactForm {...form.fields} />
        </FormFrame>
      )}
    </Page>
  )
}

/** What was done, a way back for ten seconds, and what comes next. */
function Logged({ contact, again }: { contact: Contact; again: () => void }) {
  const { t } = useText()
  const desk = useDesk()
  const say = useSay()
  const withdraw = useWithdrawContact(desk.code)
  const [undoable, setUndoable] = useState(true)
  const undo = async () => {
    try {
      await withdraw(contact.id)
      say(t('outreach.withdrawn'))
      again()
    } catch {
      say(t('problem.internal.title'), { bad: true })
    }
  }
  const params = { desk: desk.code, id: contact.personId ?? '' }
  return (
    <div className="after">
      <Notice
        tone="good"
        title={t('outreach.logged')}
        action={
          undoable && (
            <Button small icon="undo" onClick={() => void undo()}>
              <span className="countdown" onAnimationEnd={() => setUndoable(false)}>
                {t('ui.undo')}
              </span>
            </Button>
          )
        }
      >
        <p>
          {contact.personName ? <span className="personal">{contact.personName}</span> : t('outreach.logged-anonymous')}
        </p>
      </Notice>
      <h2>{t('outreach.next')}</h2>
      <div className="next-steps">
        <Button look="primary" icon="plus" onClick={again} autoFocus>
          {t('outreach.another')}
        </Button>
        {contact.personId && contact.can.includes('take-in-charge') && (
          <Link
            className="btn btn-outline"
            to="/$desk/persone/$id/presa-in-carico"
            params={params}
            search={{ contatto: contact.id }}
          >
            {t('intake.take')}
          </Link>
        )}
        {contact.personId ? (
          <Link className="btn btn-outline" to="/$desk/persone/$id" params={params}>
            {t('outreach.open-person')}
          </Link>
        ) : (
          desk.may('person.write') && (
            <Link
              className="btn btn-outline"
              to="/$desk/contatti/$id"
              params={{ desk: desk.code, id: contact.id }}
              search={{ persona: true }}
            >
              {t('outreach.record-person')}
            </Link>
          )
        )}
        <Link className="btn btn-plain" to="/$desk/contatti" params={{ desk: desk.code }}>
          {t('outreach.to-list')}
        </Link>
      </div>
    </div>
  )
}
