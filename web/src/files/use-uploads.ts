import { useEffect, useRef, useState } from 'react'
import { v7 } from 'uuid'
import { plainName } from '#model/codes/file-kinds.ts'
import { type KeptFile, type NewFile, PART_BYTES } from '#model/files/contract.ts'
import { missingParts, partCount } from '#model/files/rules.ts'
import { CallError } from '../call.ts'
import { sha256Of } from './bytes.ts'
import { useFileActs } from './queries.ts'

/** What a file is about, and how it is kept. */
export type How = Pick<NewFile, 'document' | 'note' | 'evidence' | 'visibility'>

/** `waiting`: its turn has not come; `away`: nobody answers, it goes on by itself; `failed`: somebody has to look. */
export type Sending = {
  key: string
  /** Of the file that it becomes, once it was begun. */
  id: string | null
  name: string
  /** `resumed`: parts of it were there already. */
  stage: 'waiting' | 'reading' | 'sending' | 'resumed' | 'away' | 'ending' | 'failed'
  done: number
  all: number
  error: unknown
}
type Job = { key: string; file: File; how: How; id: string | null; stop: AbortController }

/** The network or the server is away for a moment: what was sent lies there, and nothing is lost by asking again. */
const isAway = (error: unknown) =>
  error instanceof CallError && ['offline', 'not-ready', 'too-many'].includes(error.code)
const AGAIN_MS = 2_000

/** What was begun goes on as it was begun; whoever now wants it kept more strictly begins anew. */
const isAsStrict = (begun: KeptFile, { visibility, evidence }: How) =>
  (begun.visibility === 'legal' || visibility === 'desk') && (begun.evidence || !evidence)

/** Until the browser says that the network is back, or for a moment. */
const untilLater = (signal: AbortSignal, seconds = 0) =>
  new Promise<void>((done) => {
    const later = setTimeout(over, Math.max(AGAIN_MS, seconds * 1_000))
    function over() {
      clearTimeout(later)
      removeEventListener('online', over)
      signal.removeEventListener('abort', over)
      done()
    }
    addEventListener('online', over)
    signal.addEventListener('abort', over)
  })

export type Uploads = ReturnType<typeof useUploads>

/** Files on their way to a case, one after the other. Of a file of which parts are there, only the others are sent. */
export function useUploads(caseId: string, onKept: (file: KeptFile) => void) {
  const acts = useFileActs(caseId)
  const [shown, setShown] = useState<Sending[]>([])
  const jobs = useRef<Job[]>([])
  const stops = useRef(new Map<string, AbortController>())
  const working = useRef(false)
  const gone = useRef(new AbortController())
  useEffect(() => {
    gone.current = new AbortController()
    // Whoever leaves the page takes nothing back: the parts that are there wait for the same file.
    return () => gone.current.abort()
  }, [])
  const tell = (key: string, more: Partial<Sending>) =>
    setShown((before) => before.map((each) => (each.key === key ? { ...each, ...more } : each)))
  const drop = (key: string) => setShown((before) => before.filter((each) => each.key !== key))

  const patiently = async <T>({ key, stop }: Job, stage: Sending['stage'], work: () => Promise<T>): Promise<T> => {
    for (;;) {
      stop.signal.throwIfAborted()
      try {
        const answer = await work()
        tell(key, { stage })
        return answer
      } catch (error) {
        if (!isAway(error)) throw error
        tell(key, { stage: 'away' })
        await untilLater(stop.signal, (error as CallError).retryAfter)
      }
    }
  }

  const send = async (job: Job) => {
    const { key, file, how, stop } = job
    tell(key, { stage: 'reading' })
    const sha256 = await sha256Of(file)
    const { rows: there } = await patiently(job, 'reading', acts.fresh)
    const known = there.find(
      (row) => row.arriving?.sha256 === sha256 && row.can.includes('go-on') && isAsStrict(row, how),
    )
    const id = known?.id ?? v7()
    const stage = known ? 'resumed' : 'sending'
    job.id = id
    tell(key, { id })
    if (!known) {
      const body = { id, name: plainName(file.name).slice(0, 300) || 'file', size: file.size, sha256, ...how }
      await patiently(job, stage, () => acts.begin(body, stop.signal))
    }
    const missing = missingParts(file.size, known?.arriving?.parts ?? [])
    for (const [sent, no] of missing.entries()) {
      tell(key, { done: partCount(file.size) - missing.length + sent })
      const bytes = file.slice(no * PART_BYTES, (no + 1) * PART_BYTES)
      await patiently(job, stage, () => acts.part(id, no, bytes, stop.signal))
    }
    tell(key, { stage: 'ending', done: partCount(file.size) })
    const { rows } = await patiently(job, 'ending', () => acts.end(id, stop.signal))
    const kept = rows.find((row) => row.id === id)
    drop(key)
    if (kept) onKept(kept)
  }

  /** Of what cannot be kept nothing stays behind. */
  const isRefused = (error: unknown) => error instanceof CallError && error.code === 'invalid'

  const work = async () => {
    if (working.current) return
    working.current = true
    for (let job = jobs.current.shift(); job; job = jobs.current.shift()) {
      try {
        await send(job)
      } catch (error) {
        if (job.id && (isRefused(error) || (job.stop.signal.aborted && !gone.current.signal.aborted)))
          await acts.drop(job.id).catch(() => acts.again())
        if (job.stop.signal.aborted) drop(job.key)
        else tell(job.key, { stage: 'failed', error })
      }
    }
    working.current = false
  }

  return {
    sending: shown,
    add: (file: File, how: How) => {
      const stop = new AbortController()
      gone.current.signal.addEventListener('abort', () => stop.abort())
      const job: Job = { key: v7(), file, how, id: null, stop }
      jobs.current.push(job)
      const all = partCount(file.size)
      setShown((before) => [
        ...before,
        { key: job.key, id: null, name: file.name, stage: 'waiting', done: 0, all, error: null },
      ])
      stops.current.set(job.key, stop)
      void work()
    },
    /** Stops one and takes away what was sent of it, or puts one that failed out of sight. */
    cancel: (key: string) => {
      jobs.current = jobs.current.filter((job) => job.key !== key)
      stops.current.get(key)?.abort()
      stops.current.delete(key)
      drop(key)
    },
  }
}
