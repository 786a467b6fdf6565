import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { beginningOf } from './beginning.ts'

test('a process that runs has a beginning', () => {
  expect(beginningOf(process.pid)).toMatch(/^\d+$/)
  expect(beginningOf(2 ** 22 + 1)).toBeUndefined()
})

test('one that has ended and that nobody has asked about has none', async () => {
  const script = 'sh -c "exit 0" & echo $!; exec sleep 60' // sleep never asks
  const parent = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'] })
  const [line] = (await once(parent.stdout, 'data')) as [Buffer]
  const child = Number(line.toString())
  try {
    await vi.waitFor(() => expect(readFileSync(`/proc/${child}/stat`, 'utf8')).toContain(') Z '), 10_000)
    expect(beginningOf(child)).toBeUndefined()
  } finally {
    parent.kill('SIGKILL')
  }
})
