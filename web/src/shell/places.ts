import { useLocation } from '@tanstack/react-router'
import type { Grant } from '#model/grants.ts'
import { useDesk } from '../identity/desk.tsx'
import type { IconName } from '../ui/Icon.tsx'

export type Place = {
  to: PlaceAddress
  label: string
  icon: IconName
  grant: Grant
  /** Other addresses that lie in it. */
  also?: readonly string[]
  /** Only in desks for trying out. */
  tryout?: boolean
}
type PlaceAddress =
  | '/$desk'
  | '/$desk/contatti'
  | '/$desk/agenda'
  | '/$desk/persone'
  | '/$desk/casi'
  | '/$desk/compiti'
  | '/$desk/domande'
  | '/$desk/carico'
  | '/$desk/invii'
  | '/$desk/rete'
  | '/$desk/monitoraggio'
  | '/$desk/importazione'
  | '/$desk/accessi'
  | '/$desk/avvisi'
  | '/$desk/prova'
  | '/$desk/informative'
  | '/$desk/emergenze'
  | '/$desk/segnalazioni'
  | '/$desk/segnalate'

const places: readonly Place[] = [
  { to: '/$desk', label: 'shell.today', icon: 'today', grant: 'case.read' },
  { to: '/$desk/contatti', label: 'shell.contacts', icon: 'contacts', grant: 'contact.read' },
  { to: '/$desk/persone', label: 'shell.people', icon: 'people', grant: 'person.read' },
  { to: '/$desk/casi', label: 'shell.cases', icon: 'cases', grant: 'case.read' },
  { to: '/$desk/agenda', label: 'shell.agenda', icon: 'calendar', grant: 'appointment.read' },
  { to: '/$desk/compiti', label: 'shell.tasks', icon: 'check', grant: 'task.read' },
  { to: '/$desk/carico', label: 'shell.workload', icon: 'filter', grant: 'case.read' },
  { to: '/$desk/invii', label: 'shell.referrals', icon: 'send', grant: 'referral.read' },
  { to: '/$desk/rete', label: 'shell.network', icon: 'desk', grant: 'service.read' },
  { to: '/$desk/segnalate', label: 'shell.sent-signals', icon: 'flag', grant: 'signal.send' },
  { to: '/$desk/segnalazioni', label: 'shell.signals', icon: 'flag', grant: 'signal.answer' },
  {
    ...{ to: '/$desk/domande', label: 'shell.own-words', icon: 'edit', grant: 'template.write' },
    also: ['/$desk/modelli', '/$desk/modelli-lettere', '/$desk/modelli-documenti'],
  },
  { to: '/$desk/monitoraggio', label: 'shell.monitoring', icon: 'chart', grant: 'return.read' },
  { to: '/$desk/importazione', label: 'shell.import', icon: 'import', grant: 'import.run' },
  { to: '/$desk/accessi', label: 'shell.accesses', icon: 'log', grant: 'audit.read' },
  { to: '/$desk/avvisi', label: 'shell.mails', icon: 'note', grant: 'mail.tend' },
  { to: '/$desk/informative', label: 'shell.texts', icon: 'note', grant: 'privacy.read' },
  { to: '/$desk/emergenze', label: 'shell.emergencies', icon: 'warning', grant: 'glass.break' },
  { to: '/$desk/prova', label: 'shell.tryout-page', icon: 'flag', grant: 'tryout.manage', tryout: true },
]

/** The places of this desk that this member may enter. */
export function usePlaces(): Place[] {
  const desk = useDesk()
  return places.filter((place) => desk.may(place.grant) && (!place.tryout || desk.tryout))
}

/** Whether the address lies in a place: the home page only when it is the address itself. */
export function useIsHere(): (place: Place) => boolean {
  const { pathname } = useLocation()
  const desk = useDesk()
  return (place) => {
    const isIn = (to: string) => {
      const address = to.replace('$desk', desk.code)
      return pathname === address || (to !== '/$desk' && pathname.startsWith(`${address}/`))
    }
    return isIn(place.to) || (place.also ?? []).some(isIn)
  }
}
