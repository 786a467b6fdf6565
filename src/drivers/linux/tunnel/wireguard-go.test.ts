import { expect, test } from 'vitest'
import { lastWords } from './wireguard-go.ts'

const FRAMED = `┌──────────────────────────────────────────────────────┐
│   Running wireguard-go is not required because this  │
└──────────────────────────────────────────────────────┘
`

test.each([
  [
    'its error is on stdout, and the frame on stderr says nothing',
    {
      stdout: 'ERROR: (near) 2026/11/26 05:20:46 Failed to create TUN device: permission denied\n',
      stderr: FRAMED,
    },
    'wireguard-go: Failed to create TUN device: permission denied',
  ],
  [
    'the shell says that it is missing',
    { stdout: '', stderr: 'the program wireguard-go is missing (Debian package wireguard-go)\n' },
    'the program wireguard-go is missing (Debian package wireguard-go)',
  ],
  ['nothing else is said', { stdout: '', stderr: FRAMED }, undefined],
  ['it took too long', {}, undefined],
])('%s', (_, said, words) => {
  expect(lastWords(said)).toBe(words)
})
