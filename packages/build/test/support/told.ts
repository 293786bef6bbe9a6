import type { Subject } from '@wasmgate/contracts/subject';
import { buildTold, type SubjectBuild } from '../../src/build-told.ts';

/** A subject as a build by hand is told of it. */
export const told = (subject: Subject): SubjectBuild => ({ dir: subject.dir, ...buildTold.derive(subject) });
