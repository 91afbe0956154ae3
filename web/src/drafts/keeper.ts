import type { DraftKind } from '#model/drafts/contract.ts'
import { CallError, sessionRenewals } from '../call.ts'
import { dropFromDevice, keepOnDevice } from './device.ts'
import type { DraftCopy } from './newest.ts'
import { pushDraft, throwDraftAway } from './queries.ts'

export type DraftState = 'clean' | 'typing' | 'saved' | 'device' | 'nowhere'

/** How long after the last key the server is told, and how long at most while keys keep coming. */
const quietFor = 700
const atMost = 1_800

/**
 * Keeps one draft: every change goes at once to the device, sealed, and soon after to the server. Without an answer it
 * tries again, ever more slowly, and at once when the network or the session is back.
 */
export class DraftKeeper {
  #copy: DraftCopy
  readonly #desk: string
  readonly #tell: (state: DraftState, savedAt: string) => void
  readonly #onSessionEnd: () => void
  /** The edition that the server has. */
  #pushed: number
  #typedSince = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #busy = false
  #pushing: Promise<void> = Promise.resolve()
  #failures = 0
  #onDevice = false
  #writing: Promise<void> = Promise.resolve()
  #over = false
  #thrown = false
  #lastPush = false

  constructor(given: {
    desk: string
    copy: DraftCopy
    tell: (state: DraftState, savedAt: string) => void
    onSessionEnd: () => void
  }) {
    this.#desk = given.desk
    this.#copy = given.copy
    this.#pushed = given.copy.waits ? given.copy.kept.edition - 1 : given.copy.kept.edition
    this.#onDevice = given.copy.waits === true
    this.#tell = given.tell
    this.#onSessionEnd = given.onSessionEnd
    window.addEventListener('online', this.#again)
    window.addEventListener('varco:signed-in', this.#again)
    document.addEventListener('visibilitychange', this.#leaving)
    if (given.copy.waits) this.#in(0)
  }

  get id(): string {
    return this.#copy.id
  }

  get kind(): DraftKind {
    return this.#copy.kind
  }

  change(values: unknown): void {
    if (this.#over) return
    const now = new Date()
    this.#copy = { ...this.#copy, savedAt: now.toISOString(), kept: { edition: this.#copy.kept.edition + 1, values } }
    this.#tell('typing', this.#copy.savedAt)
    this.#writeDevice()
    if (this.#typedSince === 0) this.#typedSince = now.getTime()
    const wait = Math.max(0, Math.min(quietFor, this.#typedSince + atMost - now.getTime()))
    this.#in(wait)
  }

  /** The form was saved or thrown away: nothing of it is kept. */
  async end(): Promise<void> {
    this.#thrown = true
    this.stop()
    // What is on its way to the server would arrive after it is thrown away there, and come back.
    await throwDraftAway(this.#desk, this.#copy.id, this.#writing, this.#pushing)
  }

  /** The form left the screen: what was typed stays kept. */
  stop(): void {
    if (this.#over) return
    this.#over = true
    clearTimeout(this.#timer)
    window.removeEventListener('online', this.#again)
    window.removeEventListener('varco:signed-in', this.#again)
    document.removeEventListener('visibilitychange', this.#leaving)
  }

  /** Leaving the form: the last keys go out without waiting. */
  async leave(): Promise<void> {
    this.stop()
    this.#lastPush = this.#waits
    if (this.#waits) await this.#push()
  }

  /** What was typed last is not on the server. */
  get #waits(): boolean {
    return this.#pushed < this.#copy.kept.edition
  }

  readonly #again = (): void => {
    this.#failures = 0
    if (this.#waits) this.#in(0)
  }

  readonly #leaving = (): void => {
    if (document.visibilityState === 'hidden' && this.#waits) this.#in(0)
  }

  #in(wait: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#push(), wait)
  }

  #writeDevice(): void {
    const copy = this.#copy
    // One after the other; of those that queue up only the last is worth writing.
    void this.#writeInTurn(async () => {
      if (copy === this.#copy) this.#onDevice = await keepOnDevice(this.#desk, copy, true)
    })
  }

  #writeInTurn(write: () => Promise<void>): Promise<void> {
    this.#writing = this.#writing
      .then(() => (this.#thrown ? undefined : write()))
      .catch(() => {
        this.#onDevice = false
      })
    return this.#writing
  }

  async #push(): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    this.#pushing = this.#send()
    await this.#pushing
  }

  async #send(): Promise<void> {
    this.#typedSince = 0
    const copy = this.#copy
    const session = sessionRenewals()
    try {
      const savedAt = await pushDraft(this.#desk, copy)
      this.#pushed = copy.kept.edition
      this.#failures = 0
      if (copy === this.#copy && !this.#over) {
        await this.#writeInTurn(async () => {
          await keepOnDevice(this.#desk, copy, false).catch(() => dropFromDevice(copy.id))
        })
        // What was typed while the device was told is not saved yet.
        if (copy === this.#copy) this.#tell('saved', savedAt)
      }
    } catch (error) {
      this.#failures += 1
      // Only what the device has is said to be there: also what is typed while this is waited for.
      for (let written = Promise.resolve(); written !== this.#writing; ) {
        written = this.#writing
        await written
      }
      this.#tell(this.#onDevice ? 'device' : 'nowhere', this.#copy.savedAt)
      // Refused to a session that is renewed by now, it is tried again without asking anybody.
      const ended = error instanceof CallError && error.code === 'sign-in'
      if (ended && session === sessionRenewals()) this.#onSessionEnd()
    } finally {
      this.#busy = false
      if (this.#over && this.#lastPush && this.#waits) {
        this.#lastPush = false
        void this.#push()
      } else if (!this.#over && this.#waits)
        this.#in(this.#failures ? Math.min(30_000, 500 * 2 ** this.#failures) : quietFor)
    }
  }
}
