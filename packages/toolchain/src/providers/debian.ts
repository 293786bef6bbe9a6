import { join } from 'node:path';
import { EnvironmentError } from '@wasmgate/contracts/errors';
import { installFolder } from '../installation/install-folder.ts';
import { installationDamage } from '../installation/installation-record.ts';
import { installedFolders } from '../installation/installed-folders.ts';
import { thisMachine } from '../machine/machine.ts';
import { subfolders } from '../machine/subfolders.ts';
import { readRustHome } from '../rust/rust-home.ts';
import type { Settings } from '../settings.ts';
import { findDebianTools } from './debian/find-tools.ts';
import { makeDebianPrefix } from './debian/make-prefix.ts';
import type { Provider } from './provider.ts';

const TOOLS = 'apt-get, dpkg-deb';

/** The folder in which prefixes are installed. */
const prefixes = ({ cacheDir }: Pick<Settings, 'cacheDir'>): string => join(cacheDir, 'rust');

/** Debian's own Rust, unpacked in a private folder: no root is needed, and nothing of the machine changes. */
export const debian: Provider = {
  name: 'Debian packages',
  find: async ({ env }, settings) =>
    subfolders(prefixes(settings))
      .map((prefix) => {
        const home = readRustHome(join(prefix, 'usr'), { env, machine: thisMachine() });
        return { ...home, damage: () => installationDamage(prefix, 'glance') };
      })
      .filter(({ provider }) => provider === 'debian'),
  installer: {
    lockName: 'debian',
    canPick: false,
    byHand: (_, _release, { debian: recipe }) =>
      `apt-get install ${recipe.packages.join(' ')}   (Debian ${recipe.suite} or newer)`,
    means: ({ env }, settings) => {
      const tools = findDebianTools(env, settings);
      if (typeof tools === 'string') return { can: false, tools: TOOLS, why: tools };
      const how = 'Debian packages, about 240 MB';
      return { can: true, how, tools: TOOLS, detail: `mirror ${tools.mirror}`, where: tools.aptGet };
    },
    installed: (context, settings) => installedFolders(prefixes(settings), context),
    install: async ({ lock, find }, context, settings) => {
      const tools = findDebianTools(context.env, settings);
      if (typeof tools === 'string') throw new EnvironmentError(tools);
      const dir = prefixes(settings);
      const make = (tree: string, scratch: string) =>
        makeDebianPrefix(tree, scratch, { tools, recipe: lock.debian, dir }, context);
      return installFolder({ what: "Debian's Rust", dir, find, make }, context);
    },
  },
};
