import { expect, test } from 'vitest'
import { createKeys } from './keys.ts'
import { beginTunnel } from './tunnels.ts'

const keys = createKeys('secret', () => 0)
/** A kernel that answers so when it is to make a device; what it is asked for. */
function kernelThat(answers: string | undefined) {
  const asked: string[] = []
  const found = async (_: undefined, commands: readonly string[]) => {
    asked.push(...commands)
    return new Map(answers === undefined ? [] : [[0, answers]])
  }
  return { asked, kernel: { found } }
}

test('the device is the kernel’s where it has WireGuard: no process is begun', async () => {
  const { asked, kernel } = kernelThat(undefined)
  await beginTunnel({ keys, kernel }, 'isthmus-00ff00-pcx-1', 'requester')
  expect(asked).toEqual(['link add requester netns isthmus-00ff00-pcx-1 type wireguard'])
})

test('a process is begun only where the kernel does not know WireGuard', async () => {
  const attempt = (answer: string) =>
    beginTunnel({ keys, kernel: kernelThat(answer).kernel }, 'isthmus-00ff00-pcx-1', 'requester')
  await expect(attempt('file already exists')).rejects.toThrow('file already exists')
  await expect(attempt('operation not supported on socket')).rejects.toThrow(/isthmus-00ff00-pcx-1/)
})
