/** A package that apt would download. */
export interface AptPackage {
  readonly name: string;
  readonly version: string;
  readonly bytes: number;
}

/** Where the private apt keeps its things. */
export interface AptFolders {
  /** Absolute path; nothing of it is shared with the machine's own apt. */
  readonly root: string;
  /** Debian's name of the architecture, such as amd64. */
  readonly architecture: string;
}

/** sources.list of the private apt: one suite, signed by Debian's archive keys, without translations or icons. */
export function aptSourcesList(mirror: string, suite: string, keyring: string, architecture: string): string {
  return `deb [arch=${architecture} signed-by=${keyring} target=Packages] ${mirror} ${suite} main\n`;
}

/**
 * Configuration of the private apt, read after the machine's own, whose proxies and credentials stay: own sources,
 * lists, cache and an empty status, so that the whole closure is resolved; no hooks, no pins, and no way around the
 * signatures. Format: apt.conf(5).
 */
export function aptConfiguration({ root, architecture }: AptFolders): string {
  return `#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear APT::Architectures;
#clear APT::Default-Release;
#clear Acquire::Languages;
Dir::Etc::sourcelist "${root}/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
Dir::State "${root}/state";
Dir::State::lists "${root}/lists";
Dir::State::status "${root}/status";
Dir::Cache "${root}/cache";
Dir::Log "${root}/log";
APT::Architecture "${architecture}";
APT::Architectures { "${architecture}"; };
APT::Install-Recommends "false";
APT::Install-Suggests "false";
APT::Sandbox::User "root";
APT::Get::AllowUnauthenticated "false";
Acquire::AllowInsecureRepositories "false";
Acquire::AllowWeakRepositories "false";
Acquire::AllowDowngradeToInsecureRepositories "false";
Acquire::Languages "none";
Acquire::Retries "3";
`;
}

/** Parses what `apt-get install --print-uris` prints: a quoted address, a file name, a size and a hash a line. */
export function parsePrintUris(text: string): readonly AptPackage[] {
  return text.split('\n').flatMap((line) => {
    const [, name, version, bytes] = /^'[^']+' ([^_\s]+)_([^_\s]+)_[^_\s]+\.deb (\d+)/.exec(line) ?? [];
    if (name === undefined || version === undefined || bytes === undefined) return [];
    // A colon (an epoch) is written %3a in file names.
    return [{ name, version: decodeURIComponent(version), bytes: Number(bytes) }];
  });
}

/** Whether a package matches the lock's leave-out list: exact names, or a prefix that ends in *. */
export function isLeftOut(name: string, leaveOut: readonly string[]): boolean {
  return leaveOut.some((rule) => (rule.endsWith('*') ? name.startsWith(rule.slice(0, -1)) : name === rule));
}
