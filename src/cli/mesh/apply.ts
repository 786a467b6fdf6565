/** `isthmus mesh apply`: makes it so. */
import { examples } from '../options.ts'
import { meshCommandNamed, parallelOption, yesOption } from './options.ts'

export const applyCommand = () =>
  meshCommandNamed('apply')
    .summary('connect them')
    .description(
      'Show what would be done, ask (at a terminal), and do it. Run again after whatever stopped it, it goes on; when all is as it should be, it does nothing. Exits with 1 if something is left to do, with 2 if it refuses.',
    )
    .addOption(yesOption())
    .addOption(parallelOption())
    .addHelpText(
      'after',
      examples({
        'mesh apply web data vpc-0aaaaaaaaaaaaaaaa': 'these three with each other',
        'mesh apply --file mesh.yaml --yes': 'as the file says; what it does not want any more goes',
      }),
    )
    .action(async (vpcs, { yes, parallel, ...asked }) => {
      const { withPlan } = await import('./planned.ts')
      const { perform } = await import('./perform.ts')
      await withPlan('make', vpcs, asked, planned => perform(planned, { yes, parallel, json: asked.json }))
    })
