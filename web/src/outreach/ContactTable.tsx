import { Link } from '@tanstack/react-router'
import { channels } from '#model/codes/channels.ts'
import { citizenships } from '#model/codes/citizenships.ts'
import { needs } from '#model/codes/needs.ts'
import { sectors } from '#model/codes/sectors.ts'
import type { Contact } from '#model/outreach/contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { useCodes } from '../ui/codes.ts'
import { shortDate } from '../ui/dates.ts'
import { type Column, Table } from '../ui/Table.tsx'
import { useText } from '../ui/text.tsx'
import { useWho } from '../ui/who.ts'

/** Contacts as rows. `brief`: on the home page. */
export function ContactTable({ rows, brief, keys }: { rows: readonly Contact[]; brief?: boolean; keys?: boolean }) {
  const { t, lang } = useText()
  const desk = useDesk()
  const codes = useCodes()
  const who = useWho()
  const columns: Column<Contact>[] = [
    {
      key: 'day',
      head: t('outreach.day'),
      cell: (contact) => (
        <Link className="row-link" to="/$desk/contatti/$id" params={{ desk: desk.code, id: contact.id }}>
          {shortDate(contact.day, lang)}
          {contact.time && <small> {contact.time}</small>}
        </Link>
      ),
    },
    {
      key: 'person',
      head: t('outreach.person'),
      cell: (contact) =>
        contact.personId ? (
          <span className="personal">
            {contact.personName || t(contact.personErased ? 'people.erased' : 'people.unnamed')}
          </span>
        ) : (
          <span className="quiet">{t('outreach.anonymous')}</span>
        ),
    },
    { key: 'channel', head: t('outreach.channel'), cell: (contact) => codes.one(channels, contact.channel) },
    {
      key: 'citizenship',
      head: t('outreach.citizenship'),
      wide: true,
      cell: (contact) => codes.one(citizenships, contact.citizenship),
    },
    { key: 'sector', head: t('outreach.sector'), wide: true, cell: (contact) => codes.one(sectors, contact.sector) },
    { key: 'needs', head: t('outreach.needs'), cell: (contact) => codes.several(needs, contact.needs) || t('ui.none') },
    { key: 'by', head: t('outreach.recorded-by'), wide: true, cell: (contact) => who(contact.recordedBy) },
  ]
  return (
    <Table
      caption={t('outreach.title')}
      columns={brief ? columns.slice(0, 3) : columns}
      rows={rows}
      rowKey={(contact) => contact.id}
      {...(keys && { keys })}
    />
  )
}
