import { defineConfig } from 'rolldown'

/** One file per command that is loaded on demand: what starts fast is what has little to load. */
export default defineConfig({
  input: { main: 'src/cli/main.ts' },
  platform: 'node',
  external: ['better-sqlite3'],
  output: { dir: 'dist', format: 'esm', cleanDir: true, minify: false },
})
