import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import {
  correctPerson,
  listPersons,
  matchPersons,
  type NewPerson,
  openPerson,
  recordPerson,
  searchPersons,
} from '#model/people/contract.ts'
import { call } from '../call.ts'

export const personsQuery = (desk: string, after: string | undefined) =>
  queryOptions({
    queryKey: [desk, 'persons', 'list', after],
    queryFn: ({ signal }) => call(listPersons, { params: { desk }, query: { after }, signal }),
  })

/** What is searched goes by POST and is forgotten with the page. */
export const personSearchQuery = (desk: string, text: string) =>
  queryOptions({
    queryKey: [desk, 'persons', 'search', text],
    queryFn: ({ signal }) => call(searchPersons, { params: { desk }, body: { text }, signal }),
    gcTime: 60_000,
    placeholderData: (before) => before,
  })

export type MatchQuestion = z.input<typeof matchPersons.body>

export const personMatchQuery = (desk: string, question: MatchQuestion | null) =>
  queryOptions({
    queryKey: [desk, 'persons', 'matches', question],
    queryFn: ({ signal }) => call(matchPersons, { params: { desk }, body: question ?? { identity: {} }, signal }),
    enabled: question !== null,
    gcTime: 10_000,
    placeholderData: (before) => before,
  })

export const personQuery = (desk: string, id: string) =>
  queryOptions({
    queryKey: [desk, 'persons', id],
    queryFn: ({ signal }) => call(openPerson, { params: { desk, person: id }, signal }),
  })

export const savePerson = (desk: string, body: z.input<typeof NewPerson>) =>
  call(recordPerson, { params: { desk }, body })

export const changePerson = (desk: string, id: string, body: z.input<typeof correctPerson.body>) =>
  call(correctPerson, { params: { desk, person: id }, body })

/** What was typed in a search that found nobody. It stays in memory: a name belongs in no address and no history. */
let typedName = ''

export const handTypedName = (text: string): void => {
  typedName = text.trim()
}

/** Read without taking: React may ask twice. It is forgotten once the form stands. */
export const handedName = (): string => typedName

export const forgetTypedName = (): void => {
  typedName = ''
}
