import { queryOptions, useQueryClient } from '@tanstack/react-query'
import type { Profile } from '#model/codes/profiles.ts'
import {
  listDue,
  type NewFollowUpFact,
  type NewGoalFact,
  type NewReviewFact,
  type NewStepFact,
  openPathway,
  Pathway,
  writeFollowUp,
  writeGoal,
  writeReview,
  writeStep,
} from '#model/pathway/contract.ts'
import {
  agreeGoals,
  listTemplates,
  type NewGoals,
  type TemplateGoal,
  Templates,
  writeTemplate,
} from '#model/pathway/template-contract.ts'
import { CallError, call } from '../call.ts'
import { useDesk } from '../identity/desk.tsx'

export const pathwayQuery = (desk: string, id: string) =>
  queryOptions({
    queryKey: [desk, 'pathway', id],
    queryFn: ({ signal }) => call(openPathway, { params: { desk, case: id }, signal }),
  })

export const dueQuery = (desk: string) =>
  queryOptions({
    queryKey: [desk, 'pathway', 'due'],
    queryFn: ({ signal }) => call(listDue, { params: { desk }, signal }),
  })

/** Writes of a pathway. Each answers false where a colleague was first: the page then shows what there is now. */
export function useWritePathway(id: string) {
  const desk = useDesk().code
  const client = useQueryClient()
  const params = { desk, case: id }
  const shown = (data: Pathway) => {
    client.setQueryData(pathwayQuery(desk, id).queryKey, data)
    void client.invalidateQueries({ queryKey: dueQuery(desk).queryKey })
  }
  const first = async (doing: Promise<Pathway>): Promise<boolean> => {
    try {
      shown(await doing)
      return true
    } catch (error) {
      const now = error instanceof CallError && error.code === 'moved-on' ? Pathway.safeParse(error.current) : null
      if (!now?.success) throw error
      shown(now.data)
      return false
    }
  }
  return {
    goal: (goal: string, body: NewGoalFact) => first(call(writeGoal, { params: { ...params, goal }, body })),
    goals: (body: NewGoals) => first(call(agreeGoals, { params, body })),
    step: (step: string, body: NewStepFact) => first(call(writeStep, { params: { ...params, step }, body })),
    review: (review: string, body: NewReviewFact) => first(call(writeReview, { params: { ...params, review }, body })),
    followUp: (followUp: string, body: NewFollowUpFact) =>
      first(call(writeFollowUp, { params: { ...params, followUp }, body })),
  }
}

export const templatesQuery = (desk: string) =>
  queryOptions({
    queryKey: [desk, 'pathway', 'templates'],
    queryFn: ({ signal }) => call(listTemplates, { params: { desk }, signal }),
  })

/** Writes a template of the desk. Answers false where a colleague was first: the page then shows what there is now. */
export function useWriteTemplate() {
  const desk = useDesk().code
  const client = useQueryClient()
  const shown = (data: Templates) => client.setQueryData(templatesQuery(desk).queryKey, data)
  return async (profile: Profile, body: { no: number; goals: TemplateGoal[] | null }): Promise<boolean> => {
    try {
      shown(await call(writeTemplate, { params: { desk, profile }, body }))
      return true
    } catch (error) {
      const now = error instanceof CallError && error.code === 'moved-on' ? Templates.safeParse(error.current) : null
      if (!now?.success) throw error
      shown(now.data)
      return false
    }
  }
}
