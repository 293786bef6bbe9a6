/** The parts of SARIF 2.1.0 (OASIS Standard, Errata 01) that wasm-feature-check writes. */
export interface SarifLog {
  readonly $schema: string;
  readonly version: '2.1.0';
  readonly runs: readonly [SarifRun];
}

export interface SarifMessage {
  readonly text: string;
}

interface SarifRun {
  readonly tool: {
    readonly driver: {
      readonly name: string;
      readonly version: string;
      readonly semanticVersion?: string;
      readonly rules: readonly SarifRule[];
    };
  };
  readonly originalUriBaseIds: Readonly<Record<string, { readonly description: SarifMessage }>>;
  readonly artifacts: readonly {
    readonly location: SarifFile;
    readonly mimeType: string;
    readonly hashes: { readonly 'sha-256': string };
  }[];
  readonly results: readonly SarifResult[];
}

export interface SarifRule {
  readonly id: string;
  readonly shortDescription: SarifMessage;
  readonly help: SarifMessage;
  readonly defaultConfiguration: { readonly level: SarifLevel };
}

export type SarifLevel = 'error' | 'warning' | 'note';

interface SarifFile {
  readonly uri: string;
  readonly uriBaseId: string;
  readonly index?: number;
}

export interface SarifLocation {
  readonly physicalLocation: {
    readonly artifactLocation: SarifFile;
    readonly region?: { readonly byteOffset: number };
  };
  readonly logicalLocations?: readonly { readonly fullyQualifiedName: string }[];
  readonly message?: SarifMessage;
}

export interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: SarifLevel;
  readonly message: SarifMessage;
  readonly locations: readonly SarifLocation[];
  readonly relatedLocations?: readonly SarifLocation[];
  readonly codeFlows?: readonly {
    readonly threadFlows: readonly {
      readonly locations: readonly { readonly location: { readonly message: SarifMessage } }[];
    }[];
  }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions?: readonly {
    readonly kind: 'external';
    readonly status: 'accepted';
    readonly justification: string;
  }[];
}
