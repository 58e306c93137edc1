/** Input that cannot be read as what it should be: one sentence says what, where and what to do. */
export class InputError extends Error {
  public constructor(
    /** The file or folder, as the user named it, with a place in it where one is known. */
    public readonly place: string,
    /** What is wrong and what to do, lower case, without a full stop. */
    public readonly problem: string,
  ) {
    super(`${place}: ${problem}`);
    this.name = 'InputError';
  }
}
