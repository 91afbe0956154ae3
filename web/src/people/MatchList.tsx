import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { PersonMatch } from '#model/people/contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { Chip, Notice } from '../ui/Chip.tsx'
import { useSettled } from '../ui/settled.ts'
import { useText } from '../ui/text.tsx'
import { type PersonValues, readPerson } from './person-values.ts'
import { usePersonLine } from './person-words.ts'
import { type MatchQuestion, personMatchQuery } from './queries.ts'

/**
 * The same, with a last look before a person is recorded: `look` asks anew and says whether somebody turned up whom nobody
 * has had on the screen. A second try goes through, since by then they were shown.
 */
export function useMatchGuard(values: PersonValues) {
  const desk = useDesk()
  const client = useQueryClient()
  const matches = useMatches(values)
  const shown = useRef(new Set<string>())
  const [late, setLate] = useState<PersonMatches | null>(null)
  // Once the ordinary answer to what is typed now is here, it is the one that counts.
  const data = matches.isPlaceholderData || !matches.data ? (late ?? matches.data) : matches.data
  useEffect(() => {
    for (const row of data?.rows ?? []) shown.current.add(row.id)
  }, [data])
  const look = async (): Promise<boolean> => {
    const question = questionOf(values)
    if (!question) return false
    // Without an answer the person is recorded all the same: matches never block.
    const fresh = await client.fetchQuery({ ...personMatchQuery(desk.code, question), staleTime: 0 }).catch(() => null)
    const unseen = fresh?.rows.some((row) => !shown.current.has(row.id)) ?? false
    if (fresh && unseen) setLate(fresh)
    return unseen
  }
  return { data, look }
}

/** What the desk knows already, while it is typed: possible matches and doubts about the tax code. Never merges, never blocks. */
export function useMatches(values: PersonValues, except?: string) {
  const desk = useDesk()
  const settled = useSettled(JSON.stringify(values), 350)
  return useQuery({ ...personMatchQuery(desk.code, questionOf(JSON.parse(settled) as PersonValues, except)) })
}

function questionOf(values: PersonValues, except?: string): MatchQuestion | null {
  const read = readPerson({ ...values, birthDate: '' })
  const dated = readPerson(values)
  const any =
    values.familyName.trim().length > 1 ||
    values.givenName.trim().length > 1 ||
    values.phones.trim().length > 5 ||
    values.documentNumber.trim().length > 3 ||
    values.code.trim().length > 1 ||
    (values.taxCode ?? '').trim().length > 5
  if (!any || !read.ok) return null
  const { identity, taxCode } = dated.ok ? dated.body : read.body
  return { identity, ...(taxCode !== undefined && { taxCode }), ...(except && { except }) }
}

type PersonMatches = { rows: PersonMatch[]; taxCodeWarnings: string[] }

type ListProps = { rows: readonly PersonMatch[]; action?: (person: PersonMatch) => ReactNode }

/** Possible matches, best first, each with why it is one. */
export function MatchList({ rows, action }: ListProps) {
  const { t } = useText()
  const desk = useDesk()
  const line = usePersonLine()
  return (
    <ul className="lines matches">
      {rows.map((person) => (
        <li key={person.id}>
          <div>
            <Link
              className="personal"
              to="/$desk/persone/$id"
              params={{ desk: desk.code, id: person.id }}
              target={action ? '_blank' : undefined}
            >
              {person.name || person.code || t('people.unnamed')}
            </Link>
            <small className="personal">{line(person)}</small>
            {person.because.length > 0 && (
              <small>
                {t('people.because', { what: person.because.map((why) => t(`people.because.${why}`)).join(', ') })}
              </small>
            )}
          </div>
          {person.openCases > 0 && <Chip icon="cases">{t('people.open-cases', { count: person.openCases })}</Chip>}
          {action?.(person)}
        </li>
      ))}
    </ul>
  )
}

export function TaxCodeWarnings({ warnings }: { warnings: readonly string[] }) {
  const { t } = useText()
  if (warnings.length === 0) return null
  return (
    <Notice tone="amber" title={t('people.tax-code-doubt')}>
      <ul>
        {warnings.map((warning) => (
          <li key={warning}>{t(`people.tax-code-warning.${warning}`)}</li>
        ))}
      </ul>
      <p>{t('people.tax-code-not-blocking')}</p>
    </Notice>
  )
}
