import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { execaSync } from 'execa';
import { chromium, type Browser } from 'playwright-core';

const packed = join(import.meta.dirname, '../../node_modules/@sparticuz/chromium');
const { version } = JSON.parse(readFileSync(join(packed, 'package.json'), 'utf8')) as { version: string };

/** Where the browser of that version lies, unpacked: 200 MB, which take some seconds to make. */
const unpacked = join(tmpdir(), `wasmgate-chromium-${version}`);

/** What the package lays into the temporary folder where it believes to be on AWS: the browser, and the libraries that a bare machine lacks. */
const unpack = `
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs20.x';
  const { default: packed } = await import('@sparticuz/chromium');
  packed.setGraphicsMode = false;
  await packed.executablePath();
`;

/** A headless Chromium that came with npm ci, with the libraries that it needs beside libc. */
export async function launchChromium(): Promise<Browser> {
  if (!existsSync(unpacked)) {
    const folder = mkdtempSync(`${unpacked}-`);
    execaSync(execPath, ['--input-type=module', '--eval', unpack], {
      cwd: import.meta.dirname,
      env: { TMPDIR: folder },
    });
    try {
      renameSync(folder, unpacked);
    } catch {
      // Somebody else was quicker.
      rmSync(folder, { recursive: true });
    }
  }
  return chromium.launch({
    executablePath: join(unpacked, 'chromium'),
    // Its sandbox needs what containers do not give; the pages are our own.
    args: ['--no-sandbox'],
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(unpacked, 'al2023/lib'),
      FONTCONFIG_PATH: join(unpacked, 'fonts'),
    },
  });
}
