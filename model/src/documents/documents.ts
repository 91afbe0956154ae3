import { z } from 'zod'
import { Id } from '../endpoint.ts'
import { type DocumentGraph, type DocumentNode, soundGraph } from './graph.ts'
import { personNodes } from './nodes-person.ts'
import { rightsNodes } from './nodes-rights.ts'

const shipped = [...personNodes, ...rightsNodes] as const

export const DocumentCode = z.enum(shipped.map(({ code }) => code) as [DocumentCode, ...DocumentCode[]])
export type DocumentCode = (typeof shipped)[number]['code']
/** A document of the product, or one of a desk's own. */
export const AnyDocument = z.union([DocumentCode, Id])
export type AnyDocument = z.infer<typeof AnyDocument>
export const documentNodes: readonly DocumentNode<DocumentCode>[] = shipped

/** The documents of the papers' bureaucratic steps, and what each of them needs. */
export const documentGraph: DocumentGraph = soundGraph(documentNodes)

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
