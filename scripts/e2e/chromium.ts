import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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

/** Where its fonts are: the package's own file names folders of AWS, and without any font Chromium dies of the first letter. */
function fontsFile(): string {
  const file = join(unpacked, 'wasmgate-fonts.conf');
  const dirs = [join(unpacked, 'fonts'), '/usr/share/fonts', '/usr/local/share/fonts'];
  const lines = [
    ...dirs.map((dir) => `<dir>${dir}</dir>`),
    `<cachedir>${join(unpacked, 'cache')}</cachedir>`,
  ];
  writeFileSync(file, `<?xml version="1.0"?>\n<fontconfig>\n${lines.join('\n')}\n</fontconfig>\n`);
  return file;
}

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
      FONTCONFIG_FILE: fontsFile(),
    },
  });
}
