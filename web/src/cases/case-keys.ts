import { useNavigate } from '@tanstack/react-router'
import type { CaseFile } from '#model/cases/contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { useKeys } from '../ui/keys.tsx'
import { useText } from '../ui/text.tsx'

const pages = {
  d: ['/$desk/casi/$id/documenti', 'documents'],
  p: ['/$desk/casi/$id/percorso', 'pathway'],
  f: ['/$desk/casi/$id/file', 'files'],
  g: ['/$desk/casi/$id/segni', 'signs'],
  o: ['/$desk/casi/$id/orari', 'hours'],
  l: ['/$desk/casi/$id/lettere', 'letters'],
  m: ['/$desk/casi/$id/domande', 'answers'],
  v: ['/$desk/casi/$id/arrivo', 'arrival'],
} as const

/** Each part of a case is one key away; those of a service and of a task are heard where they are written. */
export function useCaseKeys(id: string, file: CaseFile | undefined): void {
  const { t } = useText()
  const desk = useDesk()
  const navigate = useNavigate()
  const params = { desk: desk.code, id }
  const writes = file?.can.includes('write') ?? false
  useKeys([
    ...(writes && desk.may('appointment.write')
      ? [
          {
            key: 'a',
            says: t('timeline.key-appointment'),
            run: () => void navigate({ to: '/$desk/agenda/nuovo', params: { desk: desk.code }, search: { caso: id } }),
          },
        ]
      : []),
    ...(writes && desk.may('referral.write') && !desk.tryout
      ? [
          {
            key: 'i',
            says: t('timeline.key-referral'),
            run: () => void navigate({ to: '/$desk/casi/$id/invio', params }),
          },
        ]
      : []),
    ...Object.entries(pages).map(([key, [to, says]]) => ({
      key,
      says: t(`timeline.key-${says}`),
      run: () => void navigate({ to, params }),
    })),
    { key: 'r', says: t('timeline.key-search'), run: () => document.getElementById('timeline-search')?.focus() },
  ])
}
