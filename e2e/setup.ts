import type { TestProject } from 'vitest/node'
import { type Door, serveVarco } from './varco.ts'

declare module 'vitest' {
  interface ProvidedContext {
    varco: Door
  }
}

/** One Varco for the whole run; a spec that kills it, or needs data of its own, serves its own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { address, data, password, close } = await serveVarco()
  project.provide('varco', { address, data, password })
  return close
}
