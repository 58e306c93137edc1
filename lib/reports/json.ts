import { reportData } from '../compliance/plain-data';
import type { Writer } from './writer';

/** Every judgement for programs, with the input that could not be read. */
export const json: Writer = {
  format: 'json',
  places: ['command line'],
  forPeople: false,
  ending: '.json',
  write: ({ report, errors, skipped }) => `${JSON.stringify(reportData(report, errors, skipped), undefined, 2)}\n`,
};
