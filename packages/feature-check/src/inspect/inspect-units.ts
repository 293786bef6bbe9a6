import { evidenceText, type GroupCase } from './inspection.ts';
import { matchUnit } from '../rules/match-unit.ts';
import type { Unit } from '../rules/rules.ts';

/** Looks at the compiled units of build.json. */
export function inspectUnits(units: readonly Unit[], groups: readonly GroupCase[]): void {
  for (const unit of units) {
    for (const { rules, log } of groups) {
      log.add(
        matchUnit(rules, unit),
        'unit',
        () => evidenceText(unitText(unit)),
        () => ({ where: 'build.json / units' }),
      );
    }
  }
}

const unitText = ({ name, version, kind, features }: Unit): string =>
  `${name} ${version} (${kind.join(', ')})${features.length > 0 ? `, features ${features.join(', ')}` : ''}`;
