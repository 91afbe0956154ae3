import { buildPortal } from './build.ts'

const [folder] = process.argv.slice(2)
if (!folder) throw new Error('the folder to write into is not said')
await buildPortal(folder)
