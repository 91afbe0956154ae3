import { Link } from '@tanstack/react-router'
import { useDesk } from '../identity/desk.tsx'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'

/** From a case to its diary of working hours. */
export function CaseHours({ caseId }: { caseId: string }) {
  const { t } = useText()
  const desk = useDesk()
  return (
    <Card title={t('worktime.title')}>
      <Link to="/$desk/casi/$id/orari" params={{ desk: desk.code, id: caseId }}>
        {t('worktime.open')}
      </Link>
    </Card>
  )
}
