import { queryOptions, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import {
  type AnswerSheet,
  type NewAnswer,
  openCaseAnswers,
  openPersonAnswers,
  writeCaseAnswers,
  writePersonAnswers,
} from '#model/questions/answer-contract.ts'
import {
  countAnswers,
  listQuestions,
  moveQuestion,
  type QuestionSet,
  retireQuestion,
  writeQuestion,
} from '#model/questions/contract.ts'
import { bringQuestions, lookAtQuestions, takeQuestions } from '#model/questions/file.ts'
import { addressOf, CallError, call, sendFile } from '../call.ts'
import { caseQuery } from '../cases/queries.ts'
import { useDesk } from '../identity/desk.tsx'

/** Of what answers are: a case or a person. */
export type Of = { case: string } | { person: string }
export const recordOf = (of: Of): string => ('case' in of ? of.case : of.person)
export const draftOf = (of: Of) => ('case' in of ? 'answers' : 'person-answers')

export const answersQuery = (desk: string, of: Of) =>
  queryOptions({
    queryKey: [desk, 'answers', recordOf(of)],
    queryFn: ({ signal }) =>
      'case' in of
        ? call(openCaseAnswers, { params: { desk, case: of.case }, signal })
        : call(openPersonAnswers, { params: { desk, person: of.person }, signal }),
  })

/** Writes answers; the page repaints from what stands there then. */
export function useWriteAnswers(of: Of) {
  const desk = useDesk().code
  const client = useQueryClient()
  const send = (body: { no: number; answers: NewAnswer[] }): Promise<AnswerSheet> =>
    'case' in of
      ? call(writeCaseAnswers, { params: { desk, case: of.case }, body })
      : call(writePersonAnswers, { params: { desk, person: of.person }, body })
  return async (answers: NewAnswer[], no: number): Promise<void> => {
    try {
      client.setQueryData(answersQuery(desk, of).queryKey, await send({ no, answers }))
    } catch (error) {
      // The questions are others by now: the form shows those that are asked.
      if (error instanceof CallError && error.code === 'invalid')
        await client.invalidateQueries({ queryKey: answersQuery(desk, of).queryKey })
      throw error
    }
    if ('case' in of) void client.invalidateQueries({ queryKey: caseQuery(desk, of.case).queryKey })
  }
}

export const questionsQuery = (desk: string) =>
  queryOptions({
    queryKey: [desk, 'questions'],
    queryFn: ({ signal }) => call(listQuestions, { params: { desk }, signal }),
  })

/** How the questions are used. */
export const questionUseQuery = (desk: string) =>
  queryOptions({
    queryKey: [desk, 'question-use'],
    queryFn: ({ signal }) => call(countAnswers, { params: { desk }, signal }),
  })

/** What is done with the questions of the desk; every page that shows them is read anew. */
export function useQuestionActs() {
  const desk = useDesk().code
  const client = useQueryClient()
  const fresh = () => {
    void client.invalidateQueries({ queryKey: [desk, 'question-use'] })
    void client.invalidateQueries({ queryKey: [desk, 'answers'] })
    void client.invalidateQueries({ queryKey: [desk, 'cases'] })
  }
  const shown = async (doing: Promise<QuestionSet>) => {
    client.setQueryData(questionsQuery(desk).queryKey, await doing)
    fresh()
  }
  return {
    write: (question: string, body: z.input<typeof writeQuestion.body>) =>
      shown(call(writeQuestion, { params: { desk, question }, body })),
    retire: (question: string) => shown(call(retireQuestion, { params: { desk, question } })),
    move: (question: string, before: string | null) =>
      shown(call(moveQuestion, { params: { desk, question }, body: { before } })),
    look: (file: File) => sendFile(lookAtQuestions, { params: { desk }, file }),
    bring: async (file: File, shownAs: string) => {
      const done = await sendFile(bringQuestions, { params: { desk }, query: { shown: shownAs }, file })
      await client.invalidateQueries({ queryKey: questionsQuery(desk).queryKey })
      fresh()
      return done
    },
    address: addressOf(takeQuestions, { desk }, {}),
  }
}
