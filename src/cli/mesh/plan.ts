/** `isthmus mesh plan`: what would be done, and what stands in the way. Nothing is touched. */
import { examples } from '../options.ts'
import { meshCommandNamed } from './options.ts'

export const planCommand = () =>
  meshCommandNamed('plan')
    .summary('show what would be done')
    .description(
      'Show what would be done, as a table and as a picture, and what stands in the way. Nothing is touched. Exits with 0 if it can be done, with 2 if not.',
    )
    .option('--verbose', 'every pair and every call')
    .addHelpText(
      'after',
      examples({
        'mesh plan vpc-0aaaaaaaaaaaaaaaa partner@eu-west-1:database':
          'with a VPC of another account, elsewhere',
        'mesh plan --file mesh.yaml --json': 'for programs',
        'mesh plan --aws --profile network web data': 'on AWS itself',
      }),
    )
    .action(async (vpcs, { verbose, ...asked }) => {
      const { withPlan } = await import('./planned.ts')
      const { showAll } = await import('./shown.ts')
      await withPlan('make', vpcs, asked, async ({ plan }) => showAll(plan, { verbose, json: asked.json }))
    })
