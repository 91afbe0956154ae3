import { ensureWeb } from '../server/src/web-build.ts'

console.log(await ensureWeb(() => console.log('building the web app')))
