/** Files of apt's sources: one-line style, or deb822 when the name ends in .sources. */
export interface AptSources {
  readonly file: string;
  readonly text: string;
}

/** A mirror of Debian itself: not of its security archive, nor of another distribution. */
function isDebian(uri: string): boolean {
  return /^[a-z+]+:\/\/?[^\s"[\]]+$/.test(uri) && /\/debian(?:\.list)?\/?$/.test(uri);
}

function urisOneLine(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => /^\s*deb\s+(?:\[[^\]]*\]\s+)?(\S+)/.exec(line)?.[1])
    .filter((uri) => uri !== undefined);
}

function urisDeb822(text: string): readonly string[] {
  return text
    .replaceAll(/^#.*\n?/gm, '')
    .split(/\n\s*\n/)
    .flatMap((stanza) => {
      const field = (name: string) =>
        new RegExp(`^${name}:((?:.*)(?:\\n[ \\t].*)*)`, 'im').exec(stanza)?.[1]?.trim().split(/\s+/) ?? [];
      const enabled = !['no', 'false', '0'].includes((field('Enabled')[0] ?? 'yes').toLowerCase());
      return enabled && field('Types').includes('deb') ? field('URIs') : [];
    });
}

/**
 * The mirror of Debian that a machine's own apt sources name; null when they name none (another distribution).
 * Formats: sources.list(5).
 */
export function debianMirror(sources: readonly AptSources[]): string | null {
  const uris = sources.flatMap(({ file, text }) =>
    file.endsWith('.sources') ? urisDeb822(text) : urisOneLine(text),
  );
  return uris.find(isDebian) ?? null;
}
