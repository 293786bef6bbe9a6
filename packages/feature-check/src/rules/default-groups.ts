import type { SubjectConfig } from '@wasmgate/contracts/subject';

/** A group as wasmgate.json writes it. */
export type GroupConfig = NonNullable<SubjectConfig['features']>['groups'][number];

/**
 * What a file without a wasmgate.json is checked for: the six groups of clawft's FR-10 and G8, its patterns but for one, and
 * the crates that would bring them. The report says whose they are.
 */
export const defaultGroups: readonly GroupConfig[] = [
  {
    name: 'channels',
    crates: ['clawft-channels'],
    patterns: ['channel_create', 'channel_send', 'channel_recv', 'ChannelManager'],
    reason:
      'clawft FR-10, G8: chat channels hold sockets open for as long as they live; a WASI guest has none',
  },
  {
    name: 'services',
    crates: ['clawft-services'],
    // The seed's `services::` would fail every project that has a module of that name; a subject that wants it says so.
    patterns: ['ServiceRegistry', 'service_handler'],
    reason: 'clawft FR-10, G8: background services need threads and timers, and would outlive a call',
  },
  {
    name: 'tokio',
    crates: ['tokio', 'tokio-util', 'tokio-stream', 'mio'],
    patterns: ['tokio::', 'tokio_runtime', 'TokioRuntime'],
    reason: 'clawft FR-10, G8: a multi-threaded runtime has nothing to drive in a single-threaded guest',
  },
  {
    name: 'reqwest',
    crates: ['reqwest', 'hyper', 'hyper-util'],
    patterns: ['reqwest::', 'ReqwestClient'],
    reason: 'clawft FR-10, G8: its native stack needs sockets and TLS of its own',
  },
  {
    name: 'native-exec',
    crates: ['async-process', 'duct', 'portable-pty'],
    patterns: ['native_exec', 'NativeExecutor'],
    reason: 'clawft FR-10, G8: a sandboxed guest must not be able to ask for a process',
  },
  {
    name: 'vector-memory',
    crates: ['instant-distance', 'ruvector-diskann', 'rvf-runtime'],
    patterns: ['vector_memory', 'VectorMemory', 'vector_store'],
    reason: 'clawft FR-10, G8: an index of vectors does not fit the memory and size budgets',
  },
];
