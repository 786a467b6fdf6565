import { defineConfig } from 'rolldown'

/**
 * `npm run build`: the command line in a few files, so that it starts fast; the server's are loaded by `serve` only.
 * bin/isthmus runs them while they are newer than the source, and else the source itself.
 */
export default defineConfig({
  input: { main: 'src/cli/main.ts', 'kernel-process': 'src/drivers/linux/kernel/process.ts' },
  platform: 'node',
  external: ['better-sqlite3', 'koffi'],
  output: {
    dir: 'dist',
    format: 'esm',
    cleanDir: true,
    // Without comments and white space it loads faster; names stay, for the sake of stack traces.
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  },
})
