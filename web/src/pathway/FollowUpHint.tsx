import { Link } from '@tanstack/react-router'
import { useDesk } from '../identity/desk.tsx'
import { Notice } from '../ui/Chip.tsx'
import { useText } from '../ui/text.tsx'

/** From a closed case to where it is written how the person is afterwards. */
export function FollowUpHint({ caseId }: { caseId: string }) {
  const { t } = useText()
  const desk = useDesk()
  return (
    <Notice
      action={
        <Link to="/$desk/casi/$id/percorso" params={{ desk: desk.code, id: caseId }}>
          {t('pathway.follow-ups')}
        </Link>
      }
    >
      <p>{t('pathway.follow-ups-of-case')}</p>
    </Notice>
  )
}
