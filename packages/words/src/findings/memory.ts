import type { ArgsOf } from '@wasmgate/contracts/codes';
import type { SomeWords } from '../words-of.ts';

/** Why what a module told of its memory is not known to be all. */
const reasons = {
  no_memory: 'it has no memory of its own',
  no_names: 'no function has a name, so none is known to be an allocator',
  damaged_names: 'its name section cannot be read',
  no_allocator: 'none of its functions is an allocator that is known by name',
  unsupported_memory: 'its memory is of a kind that is not traced',
  nested_module: 'its component does not instantiate the program itself, once',
  unread_code: 'some of its code is of a proposal that is not read',
  guest_failed: 'the guest failed',
  not_compiled: 'wasmtime refuses it',
  events_lost: 'it allocates more often than is recorded',
  overlap: 'two live blocks overlap',
  freed_nothing: 'something was freed that no known allocator gave',
  counts_differ: 'the replay does not give what the guest counted',
  unaccounted_write: 'memory is written to that no known allocator gave',
  unaccounted_growth: 'memory grew, and no known allocator had asked',
} as const satisfies Record<ArgsOf<'memory_inconclusive'>['reason'], string>;

const see = (subject: string): string =>
  `see docs/memory.md; look again: npx wasmgate memory (in the folder of ${subject})`;

/** Words for what wasm-memory finds. */
export const memoryWords = {
  memory_inconclusive: {
    text: ({ stage, reason, detail }) =>
      `what it allocates is inconclusive (${stage}): ${reasons[reason]}${detail === undefined ? '' : `: ${detail}`}`,
    fix: (_args, subject) =>
      `${see(subject)}; if it cannot be helped, say so in wasmgate.json: "memory": { "off": "…" }`,
  },
  memory_stages_differ: {
    text: ({ phase }) => `${phase}: what ships allocates other than before it was optimized`,
    fix: (_args, subject) =>
      `two runs may differ when the guest asks for something random (a hash seed, the clock); ${see(subject)}`,
  },
  memory_leaked: {
    text: ({ invocation, bytes_per_call, calls, function: by }) =>
      `${invocation} leaks ${bytes_per_call} B a call (${calls} calls, then as many again)${by === undefined ? '' : `, asked for by ${by}`}`,
    fix: ({ invocation }) =>
      `free it, or say in wasmgate.json why it may stay: "memory": { "may_leak": { ${JSON.stringify(invocation.split('(')[0])}: "…" } }`,
  },
} satisfies SomeWords;
