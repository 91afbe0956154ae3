import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { KeptFile } from '#model/files/contract.ts'
import { holdsBytes } from '#model/files/rules.ts'
import { useDesk } from '../identity/desk.tsx'
import { useText } from '../ui/text.tsx'
import { filesQuery } from './queries.ts'

/** How many files there are of a document of the person; nothing where there is none. */
export function DocumentFiles({ caseId, document }: { caseId: string; document: NonNullable<KeptFile['document']> }) {
  const { t } = useText()
  const desk = useDesk()
  const { data } = useQuery(filesQuery(desk.code, caseId))
  const count = data?.rows.filter((file) => file.document === document && holdsBytes(file.state)).length ?? 0
  if (count === 0) return null
  return (
    <small className="under">
      <Link to="/$desk/casi/$id/file" params={{ desk: desk.code, id: caseId }}>
        {t('files.count', { count })}
      </Link>
    </small>
  )
}
