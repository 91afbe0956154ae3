import { Link } from '@tanstack/react-router'
import { useDesk } from '../identity/desk.tsx'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'

/** From a case to its conferences. */
export function CaseConferences({ caseId }: { caseId: string }) {
  const { t } = useText()
  const desk = useDesk()
  return (
    <Card title={t('conferences.title')}>
      <Link to="/$desk/casi/$id/conferenze" params={{ desk: desk.code, id: caseId }}>
        {t('conferences.open')}
      </Link>
    </Card>
  )
}
