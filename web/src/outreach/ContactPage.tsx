import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { type CivilDate, formatDate } from '#model/calendar.ts'
import { channels } from '#model/codes/channels.ts'
import { citizenships } from '#model/codes/citizenships.ts'
import { given } from '#model/codes/given.ts'
import { languages } from '#model/codes/languages.ts'
import { needs } from '#model/codes/needs.ts'
import { sectors } from '#model/codes/sectors.ts'
import { sexes } from '#model/codes/sexes.ts'
import type { Contact } from '#model/outreach/contract.ts'
import { useAskedDraft } from '../drafts/use-draft.ts'
import { useDesk } from '../identity/desk.tsx'
import { RestrictionBanner } from '../privacy/RestrictionBanner.tsx'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { Card, type Fact, Page, Strip } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useWho } from '../ui/who.ts'
import { ContactEdit } from './ContactEdit.tsx'
import { contactQuery, useWithdrawContact } from './queries.ts'

/** One contact: as it was logged, and what can be done with it. */
export function ContactPage() {
  const { t, lang } = useText()
  const desk = useDesk()
  const { id } = useParams({ from: '/signed-in/$desk/contatti/$id' })
  const { persona } = useSearch({ from: '/signed-in/$desk/contatti/$id' })
  const query = useQuery(contactQuery(desk.code, id))
  const asked = useAskedDraft()
  const [editing, setEditing] = useState((persona ?? false) || asked?.record === id)
  const [withdrawing, setWithdrawing] = useState(false)
  const contact = query.data
  const params = { desk: desk.code, id: contact?.personId ?? '' }
  return (
    <Page
      title={contact ? t('outreach.of-day', { day: formatDate(contact.day as CivilDate, lang) }) : t('outreach.one')}
      tab={t('outreach.one')}
      chips={
        contact && (
          <Chip icon={contact.personId ? 'person' : 'hide'}>
            {t(contact.personId ? 'outreach.known' : 'outreach.anonymous')}
          </Chip>
        )
      }
      action={
        contact &&
        !editing &&
        (contact.personId && contact.can.includes('take-in-charge') ? (
          <Link
            className="btn btn-primary"
            to="/$desk/persone/$id/presa-in-carico"
            params={params}
            search={{ contatto: id }}
          >
            {t('intake.take')}
          </Link>
        ) : (
          contact.can.includes('correct') && (
            <Button look="primary" icon="edit" onClick={() => setEditing(true)}>
              {t('outreach.correct')}
            </Button>
          )
        ))
      }
      menu={[
        ...(contact?.can.includes('correct')
          ? [{ label: t('outreach.correct'), icon: 'edit' as const, run: () => setEditing(true) }]
          : []),
        ...(contact?.can.includes('withdraw')
          ? [{ label: t('outreach.withdraw'), icon: 'undo' as const, run: () => setWithdrawing(true) }]
          : []),
        { label: t('ui.print'), icon: 'print', run: () => print() },
      ]}
    >
      {contact?.personId && !editing && <RestrictionBanner personId={contact.personId} />}
      <QueryState query={query} rows={6} />
      {contact && editing && (
        <ContactEdit contact={contact} onDone={() => setEditing(false)} openPerson={persona ?? false} />
      )}
      {contact && !editing && <AsLogged contact={contact} />}
      {contact && withdrawing && <Withdraw id={contact.id} onClose={() => setWithdrawing(false)} />}
    </Page>
  )
}

function AsLogged({ contact }: { contact: Contact }) {
  const { t, lang } = useText()
  const desk = useDesk()
  const codes = useCodes()
  const who = useWho()
  const facts: Fact[] = [
    {
      label: t('outreach.day'),
      value: `${formatDate(contact.day as CivilDate, lang)}${contact.time ? `, ${contact.time}` : ''}`,
    },
    { label: t('outreach.channel'), value: codes.one(channels, contact.channel) },
    { label: t('outreach.place'), value: contact.place || '–' },
    { label: t('outreach.language'), value: codes.one(languages, contact.language) },
    { label: t('outreach.sector'), value: codes.one(sectors, contact.sector) },
    { label: t('outreach.sex'), value: codes.one(sexes, contact.sex) },
    { label: t('outreach.citizenship'), value: codes.one(citizenships, contact.citizenship) },
    { label: t('outreach.needs'), value: codes.several(needs, contact.needs) || t('ui.none') },
    { label: t('outreach.given'), value: codes.several(given, contact.given) || t('ui.none') },
    { label: t('outreach.recorded-by'), value: who(contact.recordedBy) },
  ]
  return (
    <>
      <Strip facts={facts} />
      {contact.personId && (
        <Card title={t('outreach.person')}>
          <Link className="personal" to="/$desk/persone/$id" params={{ desk: desk.code, id: contact.personId }}>
            {contact.personName || t(contact.personErased ? 'people.erased' : 'people.unnamed')}
          </Link>
        </Card>
      )}
      {contact.note && (
        <Card title={t('outreach.note')}>
          <p className="prose personal">{contact.note}</p>
        </Card>
      )}
    </>
  )
}

function Withdraw({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useText()
  const desk = useDesk()
  const say = useSay()
  const navigate = useNavigate()
  const withdraw = useWithdrawContact(desk.code)
  const [failed, setFailed] = useState<unknown>(null)
  const go = async () => {
    try {
      await withdraw(id)
      say(t('outreach.withdrawn'))
      await navigate({ to: '/$desk/contatti', params: { desk: desk.code } })
    } catch (error) {
      setFailed(error)
    }
  }
  return (
    <Dialog title={t('outreach.withdraw')} onClose={onClose}>
      <p>{t('outreach.withdraw-text')}</p>
      {failed !== null && <Failure error={failed} />}
      <div className="dialog-actions">
        <Button onClick={onClose}>{t('ui.cancel')}</Button>
        <Button look="danger" onClick={() => void go()}>
          {t('outreach.withdraw')}
        </Button>
      </div>
    </Dialog>
  )
}
