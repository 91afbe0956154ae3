import { queryOptions, useQueryClient } from '@tanstack/react-query'
import {
  CaseLetters,
  fillLetter,
  listLetters,
  makeLetter,
  type NewLetter,
  withdrawLetter,
} from '#model/letters/contract.ts'
import {
  type LetterTemplate,
  LetterTemplates,
  listLetterTemplates,
  type TemplateKey,
  writeLetterTemplate,
} from '#model/letters/template-contract.ts'
import { CallError, call } from '../call.ts'
import { caseQuery } from '../cases/queries.ts'
import { useDesk } from '../identity/desk.tsx'

/** The letters that were made in a case. */
export const lettersQuery = (desk: string, id: string) =>
  queryOptions({
    queryKey: [desk, 'letters', id],
    queryFn: ({ signal }) => call(listLetters, { params: { desk, case: id }, signal }),
  })

export const letterTemplatesQuery = (desk: string) =>
  queryOptions({
    queryKey: [desk, 'letters', 'templates'],
    queryFn: ({ signal }) => call(listLetterTemplates, { params: { desk }, signal }),
  })

/** What the case fills into a template. */
export const fillingQuery = (desk: string, id: string, template: TemplateKey) =>
  queryOptions({
    queryKey: [desk, 'letters', id, 'filling', template],
    queryFn: ({ signal }) => call(fillLetter, { params: { desk, case: id }, query: { template }, signal }),
  })

/** Makes letters and takes them back; `make` answers false where the template was changed meanwhile. */
export function useWriteLetters(id: string) {
  const desk = useDesk().code
  const client = useQueryClient()
  const params = { desk, case: id }
  const shown = (data: CaseLetters) => {
    client.setQueryData(lettersQuery(desk, id).queryKey, data)
    // The timeline of the case tells of its letters.
    void client.invalidateQueries({ queryKey: caseQuery(desk, id).queryKey })
  }
  return {
    make: async (body: NewLetter): Promise<boolean> => {
      try {
        shown(await call(makeLetter, { params, body }))
        return true
      } catch (error) {
        const now =
          error instanceof CallError && error.code === 'moved-on' ? CaseLetters.safeParse(error.current) : null
        if (!now?.success) throw error
        shown(now.data)
        await client.invalidateQueries({ queryKey: [desk, 'letters'] })
        return false
      }
    },
    withdraw: async (letter: string, why: string) =>
      void shown(await call(withdrawLetter, { params: { ...params, letter }, body: { why } })),
  }
}

/** Writes a template of the desk. Answers false where a colleague was first: the page then shows what there is now. */
export function useWriteLetterTemplate() {
  const desk = useDesk().code
  const client = useQueryClient()
  const shown = (data: LetterTemplates) => client.setQueryData(letterTemplatesQuery(desk).queryKey, data)
  return async (
    letterTemplate: TemplateKey,
    body: { no: number; template: LetterTemplate | null },
  ): Promise<boolean> => {
    try {
      shown(await call(writeLetterTemplate, { params: { desk, letterTemplate }, body }))
      return true
    } catch (error) {
      const now =
        error instanceof CallError && error.code === 'moved-on' ? LetterTemplates.safeParse(error.current) : null
      if (!now?.success) throw error
      shown(now.data)
      return false
    }
  }
}
