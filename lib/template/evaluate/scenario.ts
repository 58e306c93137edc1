/** The most conditions, parameters and outputs that one run follows: they can refer to themselves, many times over. */
const MOST_FOLLOWED = 2000;

/** The most combinations of conditions and parameter values that are looked at for one check. */
const MOST_RUNS = 128;

interface Choice {
  readonly key: string;
  readonly count: number;
  index: number;
}

/**
 * One way in which a template can be deployed: which conditions hold and which values parameters have.
 *
 * Decisions are made when a check first asks for them and stay the same for the rest of the run, so only what a
 * check really reads is multiplied, and two properties under the same condition are never mixed up.
 */
export class Scenario {
  // most resources depend on nothing, so the maps are made when they are needed
  private decided: Map<string, unknown> | undefined;
  private described: Map<string, string> | undefined;
  private at = 0;
  private reads = 0;
  private followed = 0;

  public constructor(private readonly trail: Choice[] = []) {}

  /** How many decisions the run rests on so far; the same before and after a resolution means that it rests on none. */
  public get decisions(): number {
    return this.reads;
  }

  /** Counts one more step to another declaration; false when the run has followed so many that it must stop. */
  public mayFollow(): boolean {
    this.followed += 1;
    return this.followed <= MOST_FOLLOWED;
  }

  /** The alternative that this run takes; the same for the same key throughout the run. */
  public decide<T>(key: string, alternatives: readonly [T, ...T[]]): T {
    if (alternatives.length === 1) return alternatives[0];
    this.reads += 1;
    this.decided ??= new Map();
    if (this.decided.has(key)) return this.decided.get(key) as T;
    const choice = this.trail[this.at] ?? { key, count: alternatives.length, index: 0 };
    this.trail[this.at] = choice;
    this.at += 1;
    const value = alternatives[choice.index] ?? alternatives[0];
    this.decided.set(key, value);
    return value;
  }

  /** Notes in words what a decision means, such as `IsProduction is false`. */
  public describe(subject: string, state: string): void {
    this.described ??= new Map();
    this.described.set(subject, state);
  }

  /** What the run assumes, in words; empty when it assumes nothing. */
  public get assumptions(): string {
    if (this.described === undefined) return '';
    return [...this.described].map(([subject, state]) => `${subject} is ${state}`).join(' and ');
  }
}

/**
 * Runs a function once for every combination of decisions that it asks for.
 *
 * @returns whether all combinations were looked at
 */
export function explore(run: (scenario: Scenario) => void): boolean {
  const trail: Choice[] = [];
  for (let runs = 0; runs < MOST_RUNS; runs += 1) {
    run(new Scenario(trail));
    while (trail.length > 0 && isLast(trail[trail.length - 1])) trail.pop();
    const last = trail[trail.length - 1];
    if (last === undefined) return true;
    last.index += 1;
  }
  return false;
}

function isLast(choice: Choice | undefined): boolean {
  return choice !== undefined && choice.index + 1 >= choice.count;
}
