export type { BuildContext } from './build-context.ts';
export { buildSubject } from './build-subject.ts';
