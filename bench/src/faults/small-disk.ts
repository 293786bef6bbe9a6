import { execFileSync } from 'node:child_process';
import { mkdirSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A disk of its own below a folder. */
export interface SmallDisk {
  /** Makes room. */
  grow(kilobytes: number): void;
}

/** Does work while a small disk lies over a folder (made when absent), with so many kilobytes free. Only root can. */
export async function withSmallDisk<T>(
  folder: string,
  kilobytes: number,
  work: (disk: SmallDisk) => Promise<T>,
): Promise<T> {
  mkdirSync(folder, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', options(kilobytes), 'tmpfs', folder]);
  // What still looks at it does not hold it.
  const unmount = (): void => void execFileSync('umount', ['--lazy', folder]);
  process.once('exit', unmount);
  try {
    if (kilobytes === 0) fill(folder);
    return await work({
      grow: (size) => execFileSync('mount', ['-o', `remount,${options(size)}`, folder]),
    });
  } finally {
    process.off('exit', unmount);
    unmount();
  }
}

const options = (size: number): string => `size=${Math.max(size, 4)}k,mode=0777`;

/** A size of nothing would be no limit to tmpfs. */
function fill(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(join(folder, 'full'), Buffer.alloc(bavail * bsize));
}
