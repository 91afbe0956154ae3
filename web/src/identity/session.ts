import { onSessionEnd, sessionRenewed } from '../call.ts'

type Listener = (needed: boolean) => void

let waiting: { promise: Promise<void>; done: () => void } | undefined
const listeners = new Set<Listener>()

const tell = () => {
  for (const listen of listeners) listen(waiting !== undefined)
}

/** Asks for a new sign-in over the page; resolves when it is done. Who asks while it is asked waits with the others. */
export function askToSignIn(): Promise<void> {
  if (!waiting) {
    const { promise, resolve } = Promise.withResolvers<void>()
    waiting = { promise, done: resolve }
    tell()
  }
  return waiting.promise
}

export function signedInAgain(): void {
  sessionRenewed()
  waiting?.done()
  waiting = undefined
  tell()
  window.dispatchEvent(new Event('varco:signed-in'))
}

export function onSignInNeeded(listen: Listener): () => void {
  listeners.add(listen)
  listen(waiting !== undefined)
  return () => listeners.delete(listen)
}

onSessionEnd(askToSignIn)
