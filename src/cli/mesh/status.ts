/** `isthmus mesh status`: whether everything is as it should be. */
import { examples } from '../options.ts'
import { meshCommandNamed } from './options.ts'

export const statusCommand = () =>
  meshCommandNamed('status')
    .summary('say whether all is as it should be')
    .description(
      'Say what differs from what is asked for: a route that is gone, a peering that was deleted, a new VPC with the tag. Exits with 0 if nothing does, with 1 if something does, with 2 if it cannot be had.',
    )
    .addHelpText(
      'after',
      examples({ 'mesh status --file mesh.yaml': 'after somebody has worked on the network' }),
    )
    .action(async (vpcs, asked) => {
      const { withPlan } = await import('./planned.ts')
      const { showAll, showDrift } = await import('./shown.ts')
      await withPlan('look', vpcs, asked, async ({ plan }) =>
        plan.objections.length > 0 ? showAll(plan, { json: asked.json }) : showDrift(plan, asked.json),
      )
    })
