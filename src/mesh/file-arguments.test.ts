import { expect, test } from 'vitest'
import type { Access, Selector } from './file.ts'
import { fileOfArguments } from './file-arguments.ts'

test.each<readonly [string, Selector, Access, string]>([
  ['vpc-0123456789abcdef0', { by: 'id', id: 'vpc-0123456789abcdef0' }, { profile: 'p' }, 'us-east-2'],
  ['vpc-a', { by: 'name', name: 'vpc-a' }, { profile: 'p' }, 'us-east-2'],
  ['eu-west-1:database', { by: 'name', name: 'database' }, { profile: 'p' }, 'eu-west-1'],
  ['partner@vpc-0123abcd', { by: 'id', id: 'vpc-0123abcd' }, { profile: 'partner' }, 'us-east-2'],
  ['partner@us-gov-west-1:the web', { by: 'name', name: 'the web' }, { profile: 'partner' }, 'us-gov-west-1'],
  ['prod:web', { by: 'name', name: 'prod:web' }, { profile: 'p' }, 'us-east-2'],
])('%s', (argument, selector, access, region) => {
  const fallback = { access: { profile: 'p' }, region: 'us-east-2' }
  expect(fileOfArguments([argument, argument], 'm', fallback)).toEqual({
    file: {
      mesh: 'm',
      members: [{ selector, access, region, announce: 'all', routes: 'all', allow: [] }],
      topology: { kind: 'full' },
      tags: {},
      prunes: false,
    },
  })
})

test('a mesh has a name without being given one', () => {
  expect(fileOfArguments(['a'])).toMatchObject({ file: { mesh: 'mesh', members: [{ access: {} }] } })
})

test('all that is wrong is said at once', () => {
  expect(fileOfArguments(['eu-wst-1:a', '', 'eu-west-1:b'], 'a:b')).toEqual({
    problems: [
      "'a:b' cannot be a mesh's name: up to 64 letters, digits and . _ - + = @ /",
      "'eu-wst-1' is not a Region. Did you mean 'eu-west-1'?",
      'A VPC without a name is none.',
    ],
  })
})
