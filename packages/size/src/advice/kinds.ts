import type { AdviceKind } from './kind.ts';
import { allocatorKind } from './kinds/allocator.ts';
import { customSectionsKind } from './kinds/custom-sections.ts';
import { dependenciesKind } from './kinds/dependencies.ts';
import { familiesKind } from './kinds/families.ts';
import { memoryKind } from './kinds/memory.ts';
import { optimizerKind } from './kinds/optimizer.ts';
import { panicsKind } from './kinds/panics.ts';
import { profileKind } from './kinds/profile.ts';
import { repeatedDataKind } from './kinds/repeated-data.ts';
import { tableKind } from './kinds/table.ts';
import { unreachableKind } from './kinds/unreachable.ts';
import { unusedExportsKind } from './kinds/unused-exports.ts';
import { zeroRunsKind } from './kinds/zero-runs.ts';

/** Every kind of advice, in the order in which they are tried: what needs no wasm-opt comes first. */
export const adviceKinds: readonly AdviceKind[] = [
  customSectionsKind,
  memoryKind,
  tableKind,
  unusedExportsKind,
  unreachableKind,
  zeroRunsKind,
  dependenciesKind,
  allocatorKind,
  panicsKind,
  familiesKind,
  repeatedDataKind,
  optimizerKind,
];

/** The kinds for what is built here from a crate: what takes longest comes last. */
export const kindsForCrates: readonly AdviceKind[] = [...adviceKinds, profileKind];
