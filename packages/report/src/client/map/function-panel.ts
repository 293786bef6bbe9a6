import type { Program } from '@wasmgate/contracts/generated/tree';
import { button, element, type Content } from '../element.ts';
import { heldBy, holdersOf, pathTo } from './function-paths.ts';
import { ownerName } from './owner-kind.ts';
import { bytesText } from './texts.ts';

/** Functions shown of those that one holds. */
const MAX_HELD = 12;

/** What is known of a function: whose it is, why it is here, who holds it, what it holds. */
export function functionPanel(program: Program, index: number, onChoose: (index: number) => void): Content[] {
  const { functions, modules, owners } = program;
  const nameOf = (at: number): string => functions.name[at] ?? '';
  const link = (at: number): Content =>
    at === index ? element('b', 'name', [nameOf(at)]) : button('link name', [nameOf(at)], () => onChoose(at));
  const { owner = 0, path: module = '' } = modules[functions.module[index] ?? 0] ?? {};
  const ownerText = (at: number): string => {
    const one = owners[at];
    return one === undefined ? '' : ownerName(one);
  };
  const retained = functions.retained?.[index];
  const facts: readonly (readonly [string, string])[] = [
    ['its own', bytesText(functions.bytes[index] ?? 0)],
    ['retained', retained === undefined ? 'not known: there is no call graph' : bytesText(retained)],
    ['defined in', module === '' ? ownerText(owner) : `${ownerText(owner)}::${module}`],
    ['instantiated for', ownerText(functions.instantiated_for[index] ?? 0)],
  ];
  const path = pathTo(program, index);
  const holders = holdersOf(program, index);
  const held = heldBy(program, index);
  return [
    element('h3', 'name', [nameOf(index)]),
    element(
      'dl',
      'facts tight',
      facts.map(([name, value]) =>
        element('div', '', [element('dt', '', [name]), element('dd', 'name', [value])]),
      ),
    ),
    ...(path.length === 0
      ? []
      : [
          element('h4', '', ['Why it is here']),
          element(
            'ol',
            'why',
            path.map(({ index: at, via, isCertain }) =>
              element('li', isCertain ? '' : 'possible', [
                element('span', 'via', [at === null ? '… further steps' : via]),
                at === null ? null : link(at),
              ]),
            ),
          ),
        ]),
    element('h4', '', ['Who holds it']),
    holders.length === 0
      ? element('p', 'quiet', [
          'No single function: several paths lead to it, or it is entered from outside.',
        ])
      : element(
          'ol',
          'plain',
          holders.map((at) => element('li', '', [link(at)])),
        ),
    ...(held.length === 0
      ? []
      : [
          element('h4', '', ['What it holds']),
          element('ol', 'plain', [
            ...held
              .slice(0, MAX_HELD)
              .map((at) =>
                element('li', '', [
                  link(at),
                  element('span', 'note', [` retains ${bytesText(functions.retained?.[at] ?? 0)}`]),
                ]),
              ),
            ...(held.length > MAX_HELD
              ? [element('li', 'quiet', [`and ${held.length - MAX_HELD} more`])]
              : []),
          ]),
        ]),
  ];
}
