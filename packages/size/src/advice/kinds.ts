import type { AdviceKind } from './kind.ts';
import { customSectionsKind } from './kinds/custom-sections.ts';
import { optimizerKind } from './kinds/optimizer.ts';

/** Every kind of advice, in the order in which they are tried: what is quick comes first, for time may be over. */
export const adviceKinds: readonly AdviceKind[] = [customSectionsKind, optimizerKind];
