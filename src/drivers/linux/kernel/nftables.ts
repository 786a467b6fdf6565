/** nftables' own library, in the namespace of the calling thread: the same language as the program `nft`, without starting it. */
import koffi from 'koffi'

const library = koffi.load('libnftables.so.1')

const create = library.func('void *nft_ctx_new(uint32_t flags)')
const free = library.func('void nft_ctx_free(void *context)')
const keepOutput = library.func('int nft_ctx_buffer_output(void *context)')
const keepErrors = library.func('int nft_ctx_buffer_error(void *context)')
const output = library.func('const char *nft_ctx_get_output_buffer(void *context)')
const errors = library.func('const char *nft_ctx_get_error_buffer(void *context)')
const setFlags = library.func('void nft_ctx_output_set_flags(void *context, unsigned int flags)')
const run = library.func('int nft_run_cmd_from_buffer(void *context, const char *commands)')

/** Numbers for protocols, priorities, symbols and times, as `nft -n` writes them. */
const NUMERIC = 0x780

/** Takes the commands as one transaction. What they print; throws the first line of the complaint if nothing was done. */
export function nft(commands: string): string {
  const context = create(0)
  try {
    keepOutput(context)
    keepErrors(context)
    setFlags(context, NUMERIC)
    if (run(context, commands) !== 0) throw new Error(complaint(String(errors(context))))
    return String(output(context))
  } finally {
    free(context)
  }
}

const complaint = (text: string): string =>
  (text.split('\n')[0] ?? '').replace(/^\S+:\d+:[\d-]+: /, '').replace(/^Error: /, '') || 'refused'
