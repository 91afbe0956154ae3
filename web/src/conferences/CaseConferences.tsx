import { Link } from '@tanstack/react-router'
import { useDesk } from '../identity/desk.tsx'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'

/** From a case to its conferences, and to calling one for who may. */
export function CaseConferences({ caseId, mayCall }: { caseId: string; mayCall: boolean }) {
  const { t } = useText()
  const desk = useDesk()
  return (
    <Card title={t('conferences.title')}>
      <Link to="/$desk/casi/$id/conferenze" params={{ desk: desk.code, id: caseId }}>
        {t(mayCall ? 'conferences.open' : 'conferences.open-read')}
      </Link>
    </Card>
  )
}
