/** Something in a template that the local cloud does not know. It stops rather than run something else than what would be deployed. */
export class UnknownPart extends Error {
  constructor(where: string, what: string) {
    super(
      `${where}: ${what}. The local cloud does not know it, so it would not run what is deployed; add it in local/`,
    );
    this.name = 'UnknownPart';
  }
}
