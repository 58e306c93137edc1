import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack, type Environment } from 'aws-cdk-lib';
import { context } from '../../cdk.json';
import { SecureDefaults, type SecureDefaultsProps } from '../../lib';
import type { JsonObject } from '../../lib/template/model/json';
import { breaksIn } from '../../scripts/upgrade/comparison';

/** Where an app goes, and by which feature flags of the CDK it is built. */
export interface Surroundings {
  readonly env: Environment | undefined;
  readonly flags: Readonly<Record<string, unknown>> | undefined;
}

/** Stacks that know their account and Region, and stacks that do not; apps of today, and apps of old. */
export const SURROUNDINGS: Readonly<Record<string, Surroundings>> = {
  'env-agnostic, with the flags of today': { env: undefined, flags: context },
  'env-agnostic, without flags': { env: undefined, flags: undefined },
  'env-specific, with the flags of today': { env: { account: '111122223333', region: 'eu-west-1' }, flags: context },
  'env-specific, without flags': { env: { account: '111122223333', region: 'eu-west-1' }, flags: undefined },
};

/**
 * What the secure defaults do to an app that its team would not forgive, once it is deployed and before.
 *
 * @throws when the app cannot be synthesised, with the defaults or without
 */
export function harmDoneTo(build: (stack: Stack) => void, surroundings: Surroundings): string[] {
  const before = templatesOf(build, surroundings);
  return [false, true].flatMap((deployed) => {
    const after = templatesOf(build, surroundings, { deployed });
    return Object.entries(before).flatMap(([file, template]) => {
      const breaks = breaksIn(template, after[file] ?? {});
      return deployed ? breaks : breaks.filter((text) => !text.includes('replaced'));
    });
  });
}

/** All templates of an app by their file, those of nested stacks and of stages as well. */
export function templatesOf(
  build: (stack: Stack) => void,
  { env, flags }: Surroundings,
  defaults?: SecureDefaultsProps,
): Record<string, JsonObject> {
  const outdir = mkdtempSync(join(tmpdir(), 'cloudnexus-'));
  const app = new App({ context: flags, outdir });
  if (defaults !== undefined) SecureDefaults.apply(app, defaults);
  build(new Stack(app, 'Orders', { env }));
  app.synth();
  const files = readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.template.json'),
  );
  return Object.fromEntries(
    files.map((file) => [file, JSON.parse(readFileSync(join(outdir, file), 'utf8')) as JsonObject]),
  );
}
