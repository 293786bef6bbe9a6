import { expect, it } from 'vitest';
import { customSectionRole } from '../src/index.ts';

it.each([
  ['name', 'names'],
  ['component-name', 'names'],
  ['.debug_info', 'debug_info'],
  ['.debug_', 'debug_info'],
  ['reloc.CODE', 'relocation'],
  ['linking', 'linking'],
  ['dylink.0', 'dynamic_linking'],
  ['.dep-v0', 'dependency_list'],
  ['component-type:wit-bindgen:0.1:x', 'component_type'],
  ['sourceMappingURL', 'source_map'],
  ['names', 'other'],
  ['.dep-v1', 'other'],
  ['', 'other'],
])('a custom section named %j is for %s', (customName, role) => {
  expect(customSectionRole(customName)).toBe(role);
});
