import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Referral } from '#model/referrals/contract-shown.ts'
import { useDesk } from '../identity/desk.tsx'
import { Notice } from '../ui/Chip.tsx'
import { useText } from '../ui/text.tsx'
import { lookAt } from './queries.ts'

/**
 * What came since somebody of the desk looked, said as long as the page is open: to open it is to look. Whoever may not answer
 * reads, and it stays new for those who may.
 */
export function ReferralNews({ referral: { id, news, newsAt } }: { referral: Referral }) {
  const { t } = useText()
  const desk = useDesk()
  const client = useQueryClient()
  const [shown, setShown] = useState<Referral['news']>([])
  const may = desk.may('referral.answer')
  useEffect(() => {
    if (newsAt === null) return
    setShown((before) => [...new Set([...before, ...news])])
    if (!may) return
    // Where it fails it stays new, and is said again at the next opening.
    void lookAt(desk.code, id, newsAt)
      .then(() => {
        void client.invalidateQueries({ queryKey: [desk.code, 'referrals', 'list'] })
        void client.invalidateQueries({ queryKey: [desk.code, 'cases'] })
      })
      .catch(() => undefined)
  }, [client, desk.code, id, may, news, newsAt])
  if (shown.length === 0) return null
  return (
    <Notice tone="info">
      <p>{t('referrals.new-since', { what: shown.map((kind) => t(`referrals.news.${kind}`)).join(', ') })}</p>
    </Notice>
  )
}
