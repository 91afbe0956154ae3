import { Link } from '@tanstack/react-router'
import { useDesk } from '../identity/desk.tsx'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'

/** From a case to its letters. */
export function CaseLetters({ caseId }: { caseId: string }) {
  const { t } = useText()
  const desk = useDesk()
  return (
    <Card title={t('letters.title')}>
      <Link to="/$desk/casi/$id/lettere" params={{ desk: desk.code, id: caseId }}>
        {t('letters.open')}
      </Link>
    </Card>
  )
}
