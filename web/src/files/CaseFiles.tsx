import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { holdsBytes } from '#model/files/rules.ts'
import { useDesk } from '../identity/desk.tsx'
import { shortInstant } from '../ui/dates.ts'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { filesQuery } from './queries.ts'

/** So many are named beside a case. */
const LATEST = 3

/** From a case to its files, with the latest of them. */
export function CaseFiles({ caseId }: { caseId: string }) {
  const { t, lang } = useText()
  const desk = useDesk()
  const { data } = useQuery(filesQuery(desk.code, caseId))
  const files = (data?.rows ?? []).filter(({ state }) => holdsBytes(state))
  return (
    <Card
      title={t('files.title')}
      {...(files.length > 0 && { count: files.length })}
      action={
        <Link className="btn btn-plain btn-small" to="/$desk/casi/$id/file" params={{ desk: desk.code, id: caseId }}>
          {t('files.open')}
        </Link>
      }
    >
      {files.length === 0 && <p className="quiet">{t('files.of-case-hint')}</p>}
      <ul className="lines">
        {files.slice(0, LATEST).map(({ id, name, seen, at }) => (
          <li key={id}>
            <div>
              <span className={seen && name ? 'wording personal' : 'quiet'}>
                {name || t(seen ? 'files.erased' : 'files.restricted')}
              </span>
              <small>{shortInstant(at, lang)}</small>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}
