import { constructFiles } from '../../scripts/generate/constructs';
import { plainClassFiles } from '../../scripts/generate/plain-classes';
import { tablesOf, type NamedTable } from '../../scripts/generate/tables';
import type { AnySubject } from './subject';
import { SAMPLES_FILES, subjectsIn } from './subjects';

const SUBJECTS = SAMPLES_FILES.flatMap(subjectsIn);

test.each(SAMPLES_FILES.filter((file) => subjectsIn(file).length > 0))(
  '%s has subjects with names of their own',
  (file) => {
    for (const { name } of subjectsIn(file)) expect(SUBJECTS.filter((one) => one.name === name)).toHaveLength(1);
  },
);

type Rules = NamedTable['rules'];

/** The subjects that are tried with a table, or with one that differs in some of its props. */
function subjectsOf(rules: Rules): AnySubject[] {
  return SUBJECTS.filter(({ table }) => Object.entries(rules).some(([prop, rule]) => table[prop] === rule));
}

test.each(constructFiles().map(({ name, path }) => [name, path]))(
  '%s is tried with every prop of every table that it decides by',
  async (_, path) => {
    const untried = (await tablesOf(path)).flatMap(({ name, rules }) => {
      const tried = subjectsOf(rules);
      const props = Object.keys(rules).filter((prop) => !tried.some(({ table }) => prop in table));
      return props.map((prop) => `${prop} of ${name}`);
    });
    expect(untried).toEqual([]);
  },
);

test.each(plainClassFiles().map(({ classId, path }) => [classId, path]))(
  '%s is tried below the secure defaults',
  async (_, path) => {
    const tried = (await tablesOf(path)).flatMap(({ rules }) => subjectsOf(rules));
    expect(tried.filter(({ plain }) => plain !== undefined)).not.toHaveLength(0);
  },
);
