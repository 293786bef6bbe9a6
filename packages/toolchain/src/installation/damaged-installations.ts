import { providers } from '../providers/providers.ts';
import type { Settings } from '../settings.ts';
import type { ToolContext } from '../tool-context.ts';
import { wheelDir } from '../wasmtime/install-wheel.ts';
import type { Installation } from './installation.ts';
import { installationDamage } from './installation-record.ts';
import { installedFolders } from './installed-folders.ts';

/** An installation that is not as it was recorded, and what is wrong with it. */
export interface DamagedInstallation extends Installation {
  readonly damage: string;
}

/** Holds everything that was installed against its record, byte for byte: about a second a gigabyte. */
export function damagedInstallations(context: ToolContext, settings: Settings): DamagedInstallation[] {
  const installed = [
    ...installedFolders(wheelDir(settings), context),
    ...providers.flatMap(({ installer }) => installer?.installed(context, settings) ?? []),
  ];
  return installed.flatMap((installation) => {
    const damage = installationDamage(installation.root, 'hash', installation.record);
    return damage === null ? [] : [{ ...installation, damage }];
  });
}

/** Takes away what is damaged and says so: then it is installed anew, as what is missing is. */
export async function removeDamaged(context: ToolContext, settings: Settings): Promise<void> {
  for (const { name, damage, remove } of damagedInstallations(context, settings)) {
    context.progress.step(`${name}: ${damage}: it is removed`);
    await remove();
  }
}
