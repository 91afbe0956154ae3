import { useQueryClient } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import { v7 } from 'uuid'
import type { DraftKind } from '#model/drafts/contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { askToSignIn } from '../identity/session.ts'
import { DraftKeeper, type DraftState } from './keeper.ts'
import type { DraftCopy } from './newest.ts'
import { bringBack, draftsHere, draftsOf, draftsQuery } from './queries.ts'

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The draft that was chosen in the list: exactly this one is taken up, and its form opens. */
    draft?: { id: string; kind: DraftKind; record: string | null }
    /** The person for whom a contact begins. */
    person?: string
  }
}

/** The draft that was chosen in the list of the home page, if the page was opened from there. */
export const useAskedDraft = () => useLocation({ select: (location) => location.state.draft })

export type DraftHandle<T> = {
  /** False for the moment in which older drafts are looked for. */
  ready: boolean
  /** Made by this device: the record that is made from the draft takes it, so that a second try does nothing twice. */
  id: string
  values: T
  change: (part: Partial<T>) => void
  state: DraftState
  savedAt: string
  /** What stands in the form was typed before. */
  resumed: boolean
  /** Throws away what was typed and begins anew. Answers how to have it back. */
  discard: () => () => void
  /** The form was saved: its draft goes, and the next one begins with these values. */
  finish: (next?: T) => Promise<void>
}

/** How long a form waits for the drafts of other devices before it goes on with those of this one. */
const patience = 1_500

/**
 * What is typed in a form, kept as it is typed. `kind` and `record` say which form it is; a draft that is open in another
 * tab is left to that tab.
 */
export function useDraft<T extends object>(
  kind: DraftKind,
  record: string | null,
  initial: T,
  use = true,
  /** Which older drafts may be taken up; any, if it is not said. */
  fits?: (values: T) => boolean,
): DraftHandle<T> {
  const asked = useAskedDraft()?.id
  const desk = useDesk().code
  const client = useQueryClient()
  const first = useRef(initial)
  first.current = initial
  const choice = useRef({ asked, fits })
  choice.current = { asked, fits }
  const keeper = useRef<DraftKeeper | null>(null)
  const release = useRef<() => void>(() => {})
  const [form, setForm] = useState({ ready: !use, id: '', values: initial, resumed: false })
  const [kept, setKept] = useState<{ state: DraftState; savedAt: string }>({ state: 'clean', savedAt: '' })
  const values = useRef(initial)
  /** Typed before it was known which draft is taken up. */
  const early = useRef<Partial<T>>({})

  const begin = useCallback(
    (copy: DraftCopy | null, next: T) => {
      const id = copy?.id ?? v7()
      values.current = next
      keeper.current = new DraftKeeper({
        desk,
        copy: copy ?? { id, kind, record, kept: { edition: 0, values: next }, savedAt: '' },
        tell: (state, savedAt) => setKept({ state, savedAt }),
        onSessionEnd: () => void askToSignIn().catch(() => {}),
      })
      setKept({ state: copy ? (copy.waits ? 'device' : 'saved') : 'clean', savedAt: copy?.savedAt ?? '' })
      setForm({ ready: true, id, values: next, resumed: copy !== null })
      if (!copy)
        void holdAlone(id).then((letGo) => {
          if (letGo) release.current = letGo
        })
    },
    [desk, kind, record],
  )

  useEffect(() => {
    if (!use) return
    let gone = false
    const wanted = (copy: DraftCopy) =>
      copy.kind === kind &&
      copy.record === record &&
      (copy.id === choice.current.asked || (choice.current.fits?.(copy.kept.values as T) ?? true))
    // Another form that is saved meanwhile breaks a shared question off: then it is asked anew, by this form alone.
    const load = () => client.fetchQuery(draftsQuery(desk)).catch(() => draftsOf(desk))
    void findDraft(desk, load, wanted, choice.current.asked).then((found) => {
      if (gone) return found?.release()
      if (Object.keys(early.current).length > 0) {
        // What is being typed goes on as a draft of its own; the older one waits for the next visit.
        found?.release()
        begin(null, { ...first.current, ...early.current })
        early.current = {}
        keeper.current?.change(values.current)
        return
      }
      if (found) release.current = found.release
      begin(found?.copy ?? null, found ? { ...first.current, ...(found.copy.kept.values as T) } : first.current)
    })
    return () => {
      gone = true
      early.current = {}
      void keeper.current?.leave()
      keeper.current = null
      release.current()
    }
  }, [use, client, desk, kind, record, begin])

  const change = useCallback((part: Partial<T>) => {
    values.current = { ...values.current, ...part }
    setForm((before) => ({ ...before, values: values.current }))
    if (keeper.current) keeper.current.change(values.current)
    else early.current = { ...early.current, ...part }
  }, [])

  const finish = useCallback(
    async (next: T = first.current) => {
      const before = keeper.current
      release.current()
      begin(null, next)
      await before?.end()
      client.removeQueries({ queryKey: draftsQuery(desk).queryKey })
    },
    [begin, client, desk],
  )
  const discard = useCallback(() => {
    const thrown = values.current
    void finish()
    return () => {
      if (keeper.current) change(thrown)
      // The form is gone from the screen: the draft comes back by itself and waits for the next visit.
      else
        void bringBack(desk, {
          id: v7(),
          kind,
          record,
          kept: { edition: 1, values: thrown },
          savedAt: new Date().toISOString(),
        }).then(() => client.invalidateQueries({ queryKey: draftsQuery(desk).queryKey }))
    }
  }, [finish, change, client, desk, kind, record])

  return { ...form, ...kept, change, discard, finish }
}

type Found = { copy: DraftCopy; release: () => void }

async function findDraft(
  desk: string,
  load: () => Promise<DraftCopy[]>,
  wanted: (copy: DraftCopy) => boolean,
  asked: string | undefined,
): Promise<Found | null> {
  const late = new Promise<DraftCopy[]>((done) => setTimeout(() => done(draftsHere(desk)), patience))
  const all = await Promise.race([load(), late])
  const fit = all.filter(wanted)
  for (const copy of [...fit.filter((one) => one.id === asked), ...fit.filter((one) => one.id !== asked)]) {
    const release = await holdAlone(copy.id)
    if (release) return { copy, release }
  }
  return null
}

/** Holds a draft for this tab; `null` if another tab has it open. */
function holdAlone(id: string): Promise<(() => void) | null> {
  if (!navigator.locks) return Promise.resolve(() => {})
  return new Promise((answer) => {
    void navigator.locks.request(`varco-draft-${id}`, { ifAvailable: true }, (lock) => {
      if (!lock) return answer(null)
      return new Promise<void>((letGo) => answer(() => letGo()))
    })
  })
}
