/**
 * The command line: a client of the server's API, but for `serve`, which is the server. One file per command. What it
 * may expect to go wrong is a `Failure`: one sentence that says what to do next. Anything else that throws is a bug.
 */
import { run } from './program.ts'

delete process.env.NODE_COMPILE_CACHE // bin/isthmus's word to this process only
await run(process.argv)
