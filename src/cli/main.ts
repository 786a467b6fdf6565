/**
 * The command line: a client of the server's API, but for `serve`, which is the server. One file per command. What it
 * may expect to go wrong is a `Failure`: one sentence that says what to do next. Anything else that throws is a bug.
 */
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

// Before anything else is loaded: it more than halves the start.
enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/isthmus', import.meta.url)))
const { run } = await import('./program.ts')
await run(process.argv)
