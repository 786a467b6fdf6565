/** `isthmus mesh destroy`: takes away what a mesh has made. */
import { examples } from '../options.ts'
import { meshCommandNamed, parallelOption, yesOption } from './options.ts'

export const destroyCommand = () =>
  meshCommandNamed('destroy')
    .summary('take away what a mesh has made')
    .description(
      "Show what bears the mesh's tags, ask, and take it away: its routes, its rules, its peerings. Nothing else is touched. It is looked for where the members are, else in the Region of the profile.",
    )
    .addOption(yesOption())
    .addOption(parallelOption())
    .addHelpText(
      'after',
      examples({
        'mesh destroy --file mesh.yaml': 'the mesh of a file',
        'mesh destroy --name prod --region eu-west-1 --yes': 'a mesh by its name, without being asked',
      }),
    )
    .action(async (vpcs, { yes, parallel, ...asked }) => {
      const { withPlan } = await import('./planned.ts')
      const { perform } = await import('./perform.ts')
      await withPlan('destroy', vpcs, asked, planned => perform(planned, { yes, parallel, json: asked.json }))
    })
