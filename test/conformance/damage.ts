import { execFileSync } from 'node:child_process'
import { inside } from './inside.ts'

/** Does in a namespace what an operator should not. `ip netns` and `umount` work where the files are, everything else inside. */
export async function damage(namespace: string, command: string): Promise<void> {
  const words = command.split(' ')
  const outside = words[0] === 'umount' || words[1] === 'netns'
  if (outside) execFileSync(words[0] ?? '', words.slice(1))
  else await inside(namespace, ...words)
}
