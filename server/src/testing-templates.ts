import { v7 } from 'uuid'

export const newTemplate = (more: object = {}) => ({
  no: 0,
  goals: [{ area: 'work', text: 'A contract', steps: [{ text: 'A curriculum', owner: 'member', days: 14 }] }],
  ...more,
})
export const newGoals = (more: object = {}) => ({
  id: v7(),
  agreedOn: '2026-01-15',
  goals: [
    {
      ...{ id: v7(), area: 'work', text: 'A contract' },
      steps: [
        { id: v7(), text: 'A curriculum', owner: 'member', due: '2026-01-29' },
        { id: v7(), text: 'To the job centre', owner: 'person', due: null },
      ],
    },
  ],
  ...more,
})
