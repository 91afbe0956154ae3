import { createContext, type ReactNode, useContext } from 'react'
import type { Grant } from '#model/grants.ts'
import type { DeskOfAccount, Me } from '#model/identity/contract.ts'

type Here = DeskOfAccount & { may: (grant: Grant) => boolean }

const DeskContext = createContext<Here | null>(null)
const MeContext = createContext<Me | null>(null)

/** The desk that the address names. */
export function DeskProvider({ desk, children }: { desk: DeskOfAccount; children: ReactNode }) {
  return <DeskContext value={{ ...desk, may: (grant) => desk.grants.includes(grant) }}>{children}</DeskContext>
}

export function MeProvider({ me, children }: { me: Me; children: ReactNode }) {
  return <MeContext value={me}>{children}</MeContext>
}

export function useDesk(): Here {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('no desk above this piece')
  return desk
}

export function useMe(): Me {
  const me = useContext(MeContext)
  if (!me) throw new Error('nobody is signed in above this piece')
  return me
}
