import { constructFiles } from '../../scripts/generate/constructs';
import { plainClassFiles } from '../../scripts/generate/plain-classes';
import { tablesOf } from '../../scripts/generate/tables';
import { SAMPLES_FILES, subjectsIn } from './subjects';

const SUBJECTS = SAMPLES_FILES.flatMap(subjectsIn);

test.each(SAMPLES_FILES.filter((file) => subjectsIn(file).length > 0))(
  '%s has subjects with names of their own',
  (file) => {
    for (const { name } of subjectsIn(file)) expect(SUBJECTS.filter((one) => one.name === name)).toHaveLength(1);
  },
);

test.each(constructFiles().map(({ name, path }) => [name, path]))(
  '%s is tried with every table that it decides by',
  async (_, path) => {
    const untried = (await tablesOf(path)).filter(({ rules }) => !SUBJECTS.some(({ table }) => table === rules));
    expect(untried.map(({ name }) => name)).toEqual([]);
  },
);

test.each(plainClassFiles().map(({ classId, path }) => [classId, path]))(
  '%s is tried below the secure defaults',
  async (_, path) => {
    const tables = (await tablesOf(path)).map(({ rules }) => rules);
    const tried = SUBJECTS.filter(({ table, plain }) => plain !== undefined && tables.some((rules) => rules === table));
    expect(tried).not.toHaveLength(0);
  },
);
