import { customSectionRole, rewriteSections, type WasmBinary } from '@wasmgate/wasm-model';
import { printable } from '@wasmgate/contracts/printable';
import type { AdviceKind, Proposal } from '../kind.ts';

type Role = ReturnType<typeof customSectionRole>;

/**
 * Roles that no engine and no loader reads. Left alone is what may be read at run time: `dylink.0`, branch hints, and whatever has a name
 * that nobody knows, for JavaScript can read any section.
 */
const idle: ReadonlySet<Role> = new Set<Role>([
  'names',
  'debug_info',
  'source_map',
  'relocation',
  'linking',
  'producers',
  'target_features',
  'dependency_list',
  'build_id',
]);

/** Fewer bytes than this are not worth a word. */
const LEAST_BYTES = 64;

/** Custom sections that nobody needs at run time, a piece of advice for each role. */
export const customSectionsKind: AdviceKind = {
  name: 'custom sections',
  propose: async ({ analysis: { binary } }) => {
    const found = new Map<Role, Set<string>>();
    visit(binary, (customName) => {
      const role = customSectionRole(customName);
      if (!idle.has(role)) return;
      found.set(role, (found.get(role) ?? new Set()).add(customName));
    });
    const proposals = [...found].map(([role, names]): Proposal => ({
      code: 'custom_sections_idle',
      args: { role, sections: [...names].map((name) => printable(name)) },
      where: 'file',
      file: rewriteSections(binary, ({ customName }) =>
        customName !== undefined && names.has(customName) ? null : undefined,
      ),
      method: 'same_code',
      least: LEAST_BYTES,
    }));
    return { proposals };
  },
};

function visit(binary: WasmBinary, seen: (customName: string) => void): void {
  for (const { customName, nested } of binary.sections) {
    if (customName !== undefined) seen(customName);
    if (nested !== undefined) visit(nested, seen);
  }
}
