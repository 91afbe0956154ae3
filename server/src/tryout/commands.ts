import { type Command, CommandError, consoleActor, deskNamed } from '../platform/command.ts'
import { type At, enterDesk } from '../platform/door.ts'
import { Failure } from '../platform/failure.ts'
import { emptyDesk, fillDesk } from './acts.ts'

const acts = { fill: fillDesk, empty: emptyDesk }

/** `varco try-out fill|empty --desk CODE`. The desk is made with `desk add --try-out`. */
export const tryoutCommand: Command = {
  options: { desk: { type: 'string' } },
  check(values, [act]) {
    if (!act || !(act in acts)) throw new CommandError('console.act-unknown', { act: act ?? '' })
    if (!values.desk) throw new CommandError('console.desk-missing')
  },
  async run({ house, values, positionals, say }) {
    const act = positionals[0] as keyof typeof acts
    const desk = await deskNamed(house, values.desk as string)
    const write = { act: `try-out ${act}`, record: 'desk', recordId: null }
    const left = await enterDesk(house, desk, consoleActor(), write, (at: At) => acts[act](at)).catch((error) => {
      if (error instanceof Failure && error.reason) throw new CommandError(`console.tryout-${error.reason}`)
      throw error
    })
    return { json: { desk: desk.code, ...left }, text: [say(`console.tryout-${act}`, { ...left })], ok: true }
  },
}
