import type { SubjectConfig } from '@wasmgate/contracts/subject';

/** A group as wasmgate.json writes it. */
export type GroupConfig = NonNullable<SubjectConfig['features']>['groups'][number];

/**
 * What a file without a wasmgate.json is checked for: the six groups and 17 patterns of clawft's FR-10 and G8, with
 * the crates that would bring them.
 */
export const defaultGroups: readonly GroupConfig[] = [
  {
    name: 'channels',
    crates: ['clawft-channels'],
    patterns: ['channel_create', 'channel_send', 'channel_recv', 'ChannelManager'],
    reason: 'FR-10, G8: chat channels hold sockets open for as long as they live; a WASI guest has none',
  },
  {
    name: 'services',
    crates: ['clawft-services'],
    patterns: ['services::', 'ServiceRegistry', 'service_handler'],
    reason: 'FR-10, G8: background services need threads and timers, and would outlive a call',
  },
  {
    name: 'tokio',
    crates: ['tokio', 'tokio-util', 'tokio-stream', 'mio'],
    patterns: ['tokio::', 'tokio_runtime', 'TokioRuntime'],
    reason: 'FR-10, G8: a multi-threaded runtime has nothing to drive in a single-threaded guest',
  },
  {
    name: 'reqwest',
    crates: ['reqwest', 'hyper', 'hyper-util'],
    patterns: ['reqwest::', 'ReqwestClient'],
    reason: 'FR-10, G8: its native stack needs sockets and TLS of its own',
  },
  {
    name: 'native-exec',
    crates: ['async-process', 'duct', 'portable-pty'],
    patterns: ['native_exec', 'NativeExecutor'],
    reason: 'FR-10, G8: a sandboxed guest must not be able to ask for a process',
  },
  {
    name: 'vector-memory',
    crates: ['instant-distance', 'ruvector-diskann', 'rvf-runtime'],
    patterns: ['vector_memory', 'VectorMemory', 'vector_store'],
    reason: 'FR-10, G8: an index of vectors does not fit the memory and size budgets',
  },
];
