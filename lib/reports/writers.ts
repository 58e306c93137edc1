import { evidence } from './evidence';
import { json } from './json';
import { text } from './text';
import type { Writer } from './writer';

/** Every writer; the command line, its help and the packs offer what stands here. */
const WRITERS: readonly Writer[] = [text, json, evidence];

/** The writers for a place, in the order in which they are offered. */
export function writersFor(place: Writer['places'][number]): readonly Writer[] {
  return WRITERS.filter(({ places }) => places.includes(place));
}
