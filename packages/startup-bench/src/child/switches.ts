import koffi from 'koffi';

const RUSAGE_THREAD = 1;
/** Two timevals and fourteen longs, of which ru_nivcsw is the last: 64-bit Linux, getrusage(2). */
const RUSAGE_BYTES = 144;
const RU_NIVCSW_BYTE = 136;

/**
 * Gives a function that counts context switches that were not asked for, so far: somebody else wanted the core
 * (getrusage(2), ru_nivcsw). On Linux those of this thread alone: V8 and wasmtime have further threads, and what is measured
 * taking a core from them disturbs nothing. Elsewhere those of all threads; 0 on Windows, which does not say.
 */
export function switchCounter(): () => number {
  if (process.platform !== 'linux') return () => process.resourceUsage().involuntaryContextSwitches;
  const getrusage = koffi.load(null).func('int getrusage(int, void*)');
  const usage = Buffer.alloc(RUSAGE_BYTES);
  return () => {
    getrusage(RUSAGE_THREAD, usage);
    return Number(usage.readBigInt64LE(RU_NIVCSW_BYTE));
  };
}
