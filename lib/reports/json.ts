import { reportData } from '../compliance/plain-data';
import type { Report } from '../compliance/report';
import type { InputError } from '../template/source/input-error';

/** Writes a report as JSON, with the input that could not be read. */
export function writeJson(report: Report, errors: readonly InputError[]): string {
  return `${JSON.stringify(reportData(report, errors), undefined, 2)}\n`;
}
