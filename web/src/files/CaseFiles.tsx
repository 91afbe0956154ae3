import { Link } from '@tanstack/react-router'
import { useDesk } from '../identity/desk.tsx'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'

/** From a case to its files, with how many there are. */
export function CaseFiles({ caseId, count }: { caseId: string; count: number }) {
  const { t } = useText()
  const desk = useDesk()
  return (
    <Card
      title={t('files.title')}
      {...(count > 0 && { count })}
      action={
        <Link className="btn btn-plain btn-small" to="/$desk/casi/$id/file" params={{ desk: desk.code, id: caseId }}>
          {t('files.open')}
        </Link>
      }
    >
      {count === 0 && <p className="quiet">{t('files.of-case-hint')}</p>}
    </Card>
  )
}
