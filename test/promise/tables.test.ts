import { keepsItsPromise, neverBreaks } from './promise';
import table from './samples/table';

keepsItsPromise(table);
neverBreaks(table);
