import { z } from 'zod'
import { type DocumentGraph, type DocumentNode, readGraph } from './graph.ts'
import { personNodes } from './nodes-person.ts'
import { rightsNodes } from './nodes-rights.ts'

const shipped = [...personNodes, ...rightsNodes] as const

export const DocumentCode = z.enum(shipped.map(({ code }) => code) as [DocumentCode, ...DocumentCode[]])
export type DocumentCode = (typeof shipped)[number]['code']
export const documentNodes: readonly DocumentNode<DocumentCode>[] = shipped

function sound(list: readonly DocumentNode[]): DocumentGraph {
  const found = readGraph(list)
  if (!found.ok) throw new Error(`the graph of documents is not sound: ${JSON.stringify(found.problems)}`)
  return found.graph
}

/** The documents of the papers' bureaucratic steps, and what each of them needs. */
export const documentGraph: DocumentGraph = sound(documentNodes)

/** What a person may be after: to hold a document, or to have all that is needed to ask for one. */
export type Goal = { code: string; to: 'hold' | 'ask'; document: DocumentCode }

export const goals = [
  { code: 'health-card', to: 'hold', document: 'health-card' },
  { code: 'family-doctor', to: 'hold', document: 'family-doctor' },
  { code: 'contract', to: 'ask', document: 'contract' },
  { code: 'residence', to: 'hold', document: 'residence' },
  { code: 'availability', to: 'ask', document: 'availability' },
  { code: 'naspi', to: 'ask', document: 'naspi' },
  { code: 'inclusion-allowance', to: 'ask', document: 'inclusion-allowance' },
  { code: 'work-history', to: 'hold', document: 'work-history' },
  { code: 'bank-account', to: 'hold', document: 'bank-account' },
  { code: 'spid', to: 'hold', document: 'spid' },
] as const satisfies readonly Goal[]

export const GoalCode = z.enum(goals.map(({ code }) => code) as [GoalCode, ...GoalCode[]])
export type GoalCode = (typeof goals)[number]['code']
