import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { formatPartialDate, type PartialDate } from '#model/calendar.ts'
import { citizenships } from '#model/codes/citizenships.ts'
import { sexes } from '#model/codes/sexes.ts'
import { MOST_FOUND, type PersonCard } from '#model/people/contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { useCodes } from '../ui/codes.ts'
import { counted } from '../ui/counted.ts'
import { shortDate } from '../ui/dates.ts'
import { Icon } from '../ui/Icon.tsx'
import { EmptyState, Page } from '../ui/Page.tsx'
import { Pager } from '../ui/Pager.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useSettled } from '../ui/settled.ts'
import { type Column, Table } from '../ui/Table.tsx'
import { useText } from '../ui/text.tsx'
import { handTypedName, personSearchQuery, personsQuery } from './queries.ts'

/** Persons of the desk: a search that stays in memory, and the list. */
export function PeoplePage() {
  const { t } = useText()
  const desk = useDesk()
  const navigate = useNavigate()
  const { dopo } = useSearch({ from: '/signed-in/$desk/persone' })
  const [text, setText] = useState('')
  const settled = useSettled(text.trim(), 200)
  const searching = settled.length >= 2
  const all = useQuery({ ...personsQuery(desk.code, dopo), enabled: !searching })
  const found = useQuery({ ...personSearchQuery(desk.code, settled), enabled: searching })
  const query = searching ? found : all
  const rows: readonly PersonCard[] | undefined = query.data?.rows
  const total = searching ? found.data?.rows.length : all.data?.total
  return (
    <Page
      wide
      title={t('people.title')}
      tab={t('people.title')}
      action={
        desk.may('person.write') && (
          <Link className="btn btn-primary" to="/$desk/persone/nuova" params={{ desk: desk.code }}>
            <Icon name="plus" small />
            {t('people.new')}
          </Link>
        )
      }
    >
      <div className="toolbar">
        <div className="search-box">
          <Icon name="search" small />
          <input
            className="input"
            type="search"
            aria-label={t('people.find')}
            placeholder={t('people.find-hint')}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        <span className="count-line" role="status">
          {rows &&
            total !== null &&
            total !== undefined &&
            (searching && total === MOST_FOUND
              ? t('people.first-found', { count: total })
              : t('people.count', counted(total)))}
        </span>
      </div>
      <QueryState query={query} rows={8} />
      {rows && rows.length > 0 && <PersonTable rows={rows} />}
      {rows?.length === 0 && (
        <EmptyState
          action={
            searching &&
            desk.may('person.write') && (
              <Link
                className="btn btn-outline"
                to="/$desk/persone/nuova"
                params={{ desk: desk.code }}
                onClick={() => handTypedName(text)}
              >
                {t('people.record-new')}
              </Link>
            )
          }
        >
          {searching ? t('people.none-found') : t('people.empty')}
        </EmptyState>
      )}
      {!searching && all.data && (
        <Pager after={dopo} next={all.data.next} go={(after) => void navigate({ to: '.', search: { dopo: after } })} />
      )}
    </Page>
  )
}

function PersonTable({ rows }: { rows: readonly PersonCard[] }) {
  const { t, lang } = useText()
  const desk = useDesk()
  const codes = useCodes()
  const columns: Column<PersonCard>[] = [
    {
      key: 'name',
      head: t('people.name'),
      cell: (person) => (
        <Link className="row-link personal" to="/$desk/persone/$id" params={{ desk: desk.code, id: person.id }}>
          {person.name || person.code || t(person.erased ? 'people.erased' : 'people.unnamed')}
        </Link>
      ),
    },
    { key: 'code', head: t('people.code-short'), cell: (person) => person.code },
    {
      key: 'birth',
      head: t('people.birth-short'),
      cell: (person) => (
        <span className="personal">{person.birthDate && formatPartialDate(person.birthDate as PartialDate, lang)}</span>
      ),
    },
    { key: 'sex', head: t('people.sex'), wide: true, cell: (person) => codes.one(sexes, person.sex) },
    {
      key: 'citizenship',
      head: t('people.citizenship'),
      cell: (person) => codes.one(citizenships, person.citizenship),
    },
    {
      key: 'contact',
      head: t('people.last-contact'),
      wide: true,
      cell: (person) => person.lastContact && shortDate(person.lastContact, lang),
    },
    { key: 'cases', head: t('people.cases-open'), number: true, cell: (person) => person.openCases || '–' },
  ]
  return <Table caption={t('people.title')} columns={columns} rows={rows} rowKey={(person) => person.id} keys />
}
