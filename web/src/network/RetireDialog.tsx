import { WaitingAt } from '../referrals/WaitingAt.tsx'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { useText } from '../ui/text.tsx'

/** Takes an entry out of the directory, after it was said what still hangs on it. */
export function RetireDialog(props: { serviceId: string; run: () => Promise<unknown>; onClose: () => void }) {
  const { t } = useText()
  return (
    <ReasonDialog
      title={t('network.retire')}
      before={t('network.retire-before')}
      action={t('network.retire')}
      run={props.run}
      onClose={props.onClose}
    >
      <WaitingAt serviceId={props.serviceId} />
    </ReasonDialog>
  )
}
