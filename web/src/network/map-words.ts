import type { Flow } from '#model/network/flows.ts'
import { useText } from '../ui/text.tsx'

/** Figures and shares of the map in words. */
export function useMapWords() {
  const { t } = useText()
  return {
    figure: ({ least, most }: Flow['sent']): string => {
      if (least === most) return String(least)
      if (most === null) return t('network.map.or-more', { least: String(least) })
      return least === 1 ? t('network.map.under', { most: most + 1 }) : `${least}–${most}`
    },
    inTime: (flow: Flow): string => t(`network.map.in-time.${flow.punctuality}`),
    counts: ({ counts }: Flow): string => {
      if (!counts) return ''
      const { sent, inTime, late, unanswered, withdrawn } = counts
      const waiting = sent - inTime - late - unanswered - withdrawn
      const parts = Object.entries({ inTime, late, unanswered, withdrawn, waiting }).filter(([, count]) => count > 0)
      return parts.map(([what, count]) => t(`network.map.count.${what}`, { count })).join(', ')
    },
  }
}
