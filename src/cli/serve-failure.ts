import { DriverUnusable } from '../server/driver-choice.ts'
import { Undeclarable } from '../server/principals.ts'
import { SandboxUnusable } from '../server/sandbox.ts'
import { StoreRefusal } from '../store/refusals.ts'
import { Failure } from './failure.ts'

interface Wished {
  readonly host: string
  readonly port: number
  readonly iam?: string
}

/** They say already what to do. */
const SAID = [StoreRefusal, DriverUnusable, SandboxUnusable]

/** What may be expected to keep a server from starting, told in a sentence; anything else as it is. */
export function failureOf(error: NodeJS.ErrnoException, { host, port, iam }: Wished): Error {
  if (SAID.some(kind => error instanceof kind)) return new Failure(error.message)
  if (error instanceof Undeclarable)
    return new Failure(`${iam}: ${error.message} Nothing was declared; start again once it is corrected.`)
  const place = `${host}:${port}`
  if (error.code === 'EADDRINUSE')
    return new Failure(
      `Something listens on ${place} already. Choose another port with --port, or stop it (a server of ours: isthmus down).`,
    )
  if (error.code === 'EACCES' && error.syscall === 'listen')
    return new Failure(`This user may not listen on ${place}. Choose a port from 1024 up with --port.`)
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new Failure(`This machine has no address ${host}. Choose one with --host.`)
  return error
}
