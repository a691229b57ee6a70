import type { Outcome } from '../../domain/outcome.ts';
import type { Call } from './call.ts';

/** An API token as its target shows it, without its secret. */
export interface ApiToken {
  readonly id: string;
  readonly clientId?: string;
  readonly displayName?: string;
  readonly description?: string;
  /** The name under which this token itself acts, for instance as the maker of another. */
  readonly username?: string;
  /** The username of its maker; when that user is removed from the target, so is the token. */
  readonly createdBy?: string;
  readonly madeBy: 'person' | 'service' | 'unknown';
  /** Epoch ms. */
  readonly createdAt?: number;
  readonly lifespanSeconds?: number;
  /** Epoch ms. */
  readonly expiresAt?: number;
  /** Qualified names; absent when the target shows them in a form that is not known. */
  readonly personas?: readonly string[];
}

export interface NewApiToken {
  readonly displayName: string;
  readonly description: string;
  readonly validitySeconds: number;
  readonly personaQualifiedNames: readonly string[];
}

export type MintedToken = ApiToken & { readonly secret: string };

/** What authenticates at a target, and where that is. */
export interface Credential {
  readonly baseUrl: string;
  readonly token: string;
}

export interface Survey {
  /** The token that asked. */
  readonly own: ApiToken;
  /** Every token of the target, that one among them. */
  readonly all: readonly ApiToken[];
}

/** The API tokens of one target, as one of them may see, make and delete them. Never throws for anything the target did. */
export interface TokenMint {
  survey(call: Call): Promise<Outcome<Survey>>;
  /**
   * Makes a token whose maker is the asking one. Not safe to repeat: the secret is shown once, so a lost answer leaves an orphan of
   * that name, whose secret is lost.
   */
  mint(token: NewApiToken, call: Call): Promise<Outcome<MintedToken>>;
  /** The token stops working at once; one that is not there is done. */
  remove(tokenId: string, call: Call): Promise<Outcome<void>>;
}
