import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { formatInstant } from '#model/calendar.ts'
import type { KeptFile } from '#model/files/contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { Card } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { useWho } from '../ui/who.ts'
import { custodyQuery } from './queries.ts'

/** Who received a file kept as evidence, what was done with it, and who opened it; to be printed with the page. */
export function CustodyCard({ caseId, file }: { caseId: string; file: KeptFile }) {
  const { t, lang } = useText()
  const desk = useDesk()
  const who = useWho()
  const place = useRef<HTMLDivElement>(null)
  const query = useQuery(custodyQuery(desk.code, caseId, file.id))
  useEffect(() => {
    place.current?.focus()
    place.current?.scrollIntoView()
  }, [])
  const told = query.data
  return (
    <div ref={place} tabIndex={-1} className="file-custody">
      <Card title={t('files.custody')}>
        <p className="wording personal">{file.name}</p>
        <QueryState query={query} rows={3} />
        {told && (
          <>
            <dl className="facts">
              <div>
                <dt>{t('files.hash')}</dt>
                <dd className="mono file-hash">{told.sha256}</dd>
              </div>
            </dl>
            <p>{t('files.hash-how')}</p>
            <ol className="lines">
              {told.steps.map(({ act, by, at, words }) => (
                <li key={act}>
                  <div>
                    <strong>{t(`files.act.${act}`)}</strong>
                    <small>{t('files.by-at', { by: who(by), at: formatInstant(at, lang) })}</small>
                    {words && <small className="personal">{words}</small>}
                  </div>
                </li>
              ))}
            </ol>
            <h3>{t('files.openings', { count: told.opened })}</h3>
            {told.opened > told.openings.length && (
              <p className="quiet">{t('files.openings-latest', { count: told.openings.length })}</p>
            )}
            <ol className="lines">
              {told.openings.map(({ by, at }) => (
                <li key={`${at} ${by}`}>
                  <div>{t('files.by-at', { by: who(by), at: formatInstant(at, lang) })}</div>
                </li>
              ))}
            </ol>
          </>
        )}
      </Card>
    </div>
  )
}
