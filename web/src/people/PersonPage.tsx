import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { type CivilDate, formatDate, formatPartialDate, type PartialDate } from '#model/calendar.ts'
import { channels } from '#model/codes/channels.ts'
import { citizenships } from '#model/codes/citizenships.ts'
import { outcomes } from '#model/codes/outcomes.ts'
import { sexes } from '#model/codes/sexes.ts'
import { type Person, revealTaxCode } from '#model/people/contract.ts'
import { call } from '../call.ts'
import { useAskedDraft } from '../drafts/use-draft.ts'
import { useDesk } from '../identity/desk.tsx'
import { RestrictionBanner } from '../privacy/RestrictionBanner.tsx'
import { PersonAnswers } from '../questions/PersonAnswers.tsx'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { Icon } from '../ui/Icon.tsx'
import { Card, EmptyState, Page } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { TaxCodeWarnings } from './MatchList.tsx'
import { MinorChip } from './MinorChip.tsx'
import { PersonEdit } from './PersonEdit.tsx'
import { PersonTies } from './PersonTies.tsx'
import { personQuery } from './queries.ts'
import { tiesQuery } from './ties-queries.ts'

/** One person: who it is, contacts, cases. */
export function PersonPage() {
  const { t, lang } = useText()
  const desk = useDesk()
  const codes = useCodes()
  const { id } = useParams({ from: '/signed-in/$desk/persone/$id' })
  const query = useQuery(personQuery(desk.code, id))
  const navigate = useNavigate()
  const asked = useAskedDraft()
  const [editing, setEditing] = useState(asked?.kind === 'person' && asked.record === id)
  const person = query.data
  const openCase = person?.erased ? undefined : person?.cases.find((one) => one.state === 'open')
  const name =
    person &&
    (`${person.identity.givenName} ${person.identity.familyName}`.trim() ||
      person.identity.code ||
      t(person.erased ? 'people.erased' : 'people.unnamed'))
  return (
    <Page
      title={<span className="personal">{name ?? t('people.one')}</span>}
      tab={t('people.one')}
      chips={person && <MinorChip birthDate={person.identity.birthDate} />}
      action={
        openCase && desk.may('case.read') ? (
          <Link className="btn btn-primary" to="/$desk/casi/$id" params={{ desk: desk.code, id: openCase.id }}>
            {t('people.open-case')}
          </Link>
        ) : (
          person?.can.includes('take-in-charge') && (
            <Link className="btn btn-primary" to="/$desk/persone/$id/presa-in-carico" params={{ desk: desk.code, id }}>
              {t('intake.take')}
            </Link>
          )
        )
      }
      menu={[
        ...(person?.can.includes('correct')
          ? [{ label: t('people.correct'), icon: 'edit' as const, run: () => setEditing(true) }]
          : []),
        ...(person && !person.erased && desk.may('contact.write')
          ? [
              {
                label: t('outreach.new'),
                icon: 'contacts' as const,
                run: () =>
                  void navigate({ to: '/$desk/contatti/nuovo', params: { desk: desk.code }, state: { person: id } }),
              },
            ]
          : []),
        ...(openCase && person?.can.includes('take-in-charge')
          ? [
              {
                label: t('people.take-again'),
                icon: 'cases' as const,
                run: () => void navigate({ to: '/$desk/persone/$id/presa-in-carico', params: { desk: desk.code, id } }),
              },
            ]
          : []),
        ...(person && desk.may('privacy.read')
          ? [
              {
                label: t('people.privacy'),
                icon: 'lock' as const,
                run: () => void navigate({ to: '/$desk/persone/$id/privacy', params: { desk: desk.code, id } }),
              },
            ]
          : []),
        { label: t('ui.print'), icon: 'print', run: () => print() },
      ]}
      facts={
        person && [
          { label: t('people.code-short'), value: person.identity.code || '–' },
          {
            label: t('people.birth-short'),
            value: (
              <span className="personal">
                {person.identity.birthDate ? formatPartialDate(person.identity.birthDate as PartialDate, lang) : '–'}
              </span>
            ),
          },
          { label: t('people.sex'), value: codes.one(sexes, person.sex) },
          { label: t('people.citizenship'), value: codes.one(citizenships, person.citizenship) },
        ]
      }
      aside={person && !editing && <IdentityCard person={person} edit={() => setEditing(true)} />}
    >
      <RestrictionBanner personId={id} />
      <QueryState query={query} rows={6} />
      {person && editing && <PersonEdit person={person} onDone={() => setEditing(false)} />}
      {person && !editing && (
        <>
          {!person.erased && (
            <PersonTies personId={person.id} birthDate={person.identity.birthDate as PartialDate | null} />
          )}
          {!person.erased && <PersonAnswers personId={person.id} />}
          <CasesOfPerson person={person} />
          <ContactsOfPerson person={person} />
        </>
      )}
    </Page>
  )
}

function CasesOfPerson({ person }: { person: Person }) {
  const { t, lang } = useText()
  const desk = useDesk()
  const codes = useCodes()
  return (
    <Card title={t('people.cases')} count={person.cases.length}>
      {person.cases.length === 0 && <EmptyState>{t('people.no-cases')}</EmptyState>}
      <ul className="lines">
        {person.cases.map((one) => (
          <li key={one.id}>
            <div>
              <Link to="/$desk/casi/$id" params={{ desk: desk.code, id: one.id }}>
                {t('people.case-since', { day: formatDate(one.openedOn as CivilDate, lang) })}
              </Link>
              {one.closedOn && (
                <small>
                  {t('people.case-until', {
                    day: formatDate(one.closedOn as CivilDate, lang),
                    outcome: codes.one(outcomes, one.outcome ?? ''),
                  })}
                </small>
              )}
            </div>
            {person.erased ? (
              <Chip icon="close">{t('people.erased')}</Chip>
            ) : (
              <Chip icon={one.state === 'open' ? 'open' : 'closed'} tone={one.state === 'open' ? 'green' : 'plain'}>
                {t(`cases.state.${one.state}`)}
              </Chip>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function ContactsOfPerson({ person }: { person: Person }) {
  const { t, lang } = useText()
  const desk = useDesk()
  const codes = useCodes()
  return (
    <Card title={t('people.contacts')} count={person.contacts.length}>
      {person.contacts.length === 0 && <EmptyState>{t('people.no-contacts')}</EmptyState>}
      <ul className="lines">
        {person.contacts.map((one) => (
          <li key={one.id}>
            <div>
              <Link to="/$desk/contatti/$id" params={{ desk: desk.code, id: one.id }}>
                {formatDate(one.day as CivilDate, lang)}
              </Link>
              <small>{codes.one(channels, one.channel)}</small>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function IdentityCard({ person, edit }: { person: Person; edit: () => void }) {
  const { t } = useText()
  const desk = useDesk()
  const say = useSay()
  const [taxCode, setTaxCode] = useState<string | null>(null)
  const { identity } = person
  const never = useQuery({ ...tiesQuery(desk.code, person.id), enabled: !person.erased }).data?.safeContact[0]?.never
  const noCalls = identity.phones.length > 0 && Array.isArray(never) && never.includes('call')
  const reveal = async () => {
    try {
      setTaxCode((await call(revealTaxCode, { params: { desk: desk.code, person: person.id } })).taxCode)
    } catch {
      say(t('problem.internal.title'), { bad: true })
    }
  }
  const facts: [string, string][] = [
    [t('people.other-names'), identity.otherNames],
    [t('people.phones'), identity.phones.join(', ')],
    [
      t('people.documents'),
      identity.documents.map((one) => `${t(`people.document.${one.kind}`)} ${one.number}`).join(', '),
    ],
    [t('people.address'), identity.address],
  ]
  return (
    <Card
      title={t('people.identity')}
      action={
        person.can.includes('correct') && (
          <Button small look="plain" icon="edit" onClick={edit}>
            {t('people.correct')}
          </Button>
        )
      }
    >
      <dl className="facts">
        {facts
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd className="personal">{value}</dd>
            </div>
          ))}
        <div>
          <dt>{t('people.tax-code')}</dt>
          <dd>
            <span className="personal mono">{taxCode ?? person.taxCodeMasked ?? '–'}</span>{' '}
            {person.taxCodeMasked && !taxCode && (
              <button type="button" className="link-button" onClick={() => void reveal()}>
                <Icon name="eye" small /> {t('people.reveal')}
              </button>
            )}
          </dd>
        </div>
      </dl>
      {noCalls && (
        <Chip icon="danger" tone="red">
          {t('people.no-calls')}
        </Chip>
      )}
      <TaxCodeWarnings warnings={person.taxCodeWarnings} />
    </Card>
  )
}
